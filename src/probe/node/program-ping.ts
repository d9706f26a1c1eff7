/** The network where no system calls can be reached: it can still have the program `ping` ask. */
import type { PingOptions, PingReply } from '../network.js'
import { SocketNetwork } from './network.js'
import { hasPingProgram, pingByProgram } from './ping.js'

export class ProgramPing extends SocketNetwork {
  override readonly abilities = { ...new SocketNetwork().abilities, ping: hasPingProgram() }

  ping(address: string, options: PingOptions): Promise<PingReply | undefined> {
    return pingByProgram(address, options)
  }
}
