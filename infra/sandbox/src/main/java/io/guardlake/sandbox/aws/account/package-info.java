/** The Account API: which regions an account may use. */
package io.guardlake.sandbox.aws.account;
