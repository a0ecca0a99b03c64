/** From what is wished and what is there to what is to be done: a pure planner, and its actions. */
package io.guardlake.setup.plan;
