/** What is well and what is not: checks that look at a world and change nothing. */
package io.guardlake.setup.doctor;
