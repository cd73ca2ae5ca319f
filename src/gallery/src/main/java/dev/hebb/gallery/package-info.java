/** Every system of the course, one file each, on real data. */
package dev.hebb.gallery;
