/** How commands say what they have to say: as text for people, as JSON and CSV for programs. */
package dev.hebb.cli.report;
