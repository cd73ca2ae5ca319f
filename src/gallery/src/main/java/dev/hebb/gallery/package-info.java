/** Room. */
package dev.hebb.gallery;
