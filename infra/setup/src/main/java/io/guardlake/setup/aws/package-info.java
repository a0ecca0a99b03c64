/** AWS itself, by its SDK: what is there is read into a world, and actions are done. */
package io.guardlake.setup.aws;
