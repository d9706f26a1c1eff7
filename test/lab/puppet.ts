/** The process inside a host's namespace: performs the actions the lab asks for over Node's IPC channel. */
import { type Actions, actions } from './actions.js'

export interface Request {
  id: number
  action: keyof Actions
  argument: unknown
}

export interface Reply {
  id: number
  value?: unknown
  error?: string
}

process.on('message', async ({ id, action, argument }: Request) => {
  const perform = actions[action] as (argument: unknown) => Promise<unknown>
  try {
    process.send!({ id, value: await perform(argument) } satisfies Reply)
  } catch (error) {
    process.send!({ id, error: String(error) } satisfies Reply)
  }
})
process.on('disconnect', () => process.exit())
process.send!({ id: 0 } satisfies Reply)
