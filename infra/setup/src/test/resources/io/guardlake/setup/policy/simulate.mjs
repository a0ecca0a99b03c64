// Asks @cloud-copilot/iam-simulate about each line {policy, principal, action, resource, context} of
// standard input, and answers a line each.
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'

const { runSimulation } = createRequire(process.argv[2] + '/')('@cloud-copilot/iam-simulate')

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line)
  const answer = await runSimulation(
    {
      request: {
        principal: asked.principal,
        action: asked.action,
        resource: { resource: asked.resource, accountId: '333333333333' },
        contextVariables: asked.context,
      },
      identityPolicies: [],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
      resourcePolicy: asked.policy,
    },
    {},
  )
  console.log(answer.resultType === 'error' ? 'error ' + JSON.stringify(answer.errors) : answer.overallResult)
}
