/** What is wished for: setup.yaml, read with the line of every error. */
package io.guardlake.setup.config;
