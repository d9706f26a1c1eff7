/** What `rstrace locate` and `rstrace ping` say of themselves. */
export interface LocateCommandWords {
  target: string
  pingTarget: string
  options: {
    sni: string
    host: string
    path: string
    control: string
    controlPort: string
    address: string
    maxHops: string
    timeout: string
    pace: string
    oneConnection: string
    varyPorts: string
    fromCapture: string
    finding: string
    resolve: string
    asn: string
    city: string
    compare: string
    count: string
    pingTimeout: string
  }
  /** `epilogue`: the end of the help, with what it does to the network, its limits, examples, exit codes. */
  locate: { description: string; epilogue: string }
  ping: { description: string; epilogue: string }

  noTarget: string
  /** An option that belongs to another protocol than that of the target. */
  optionNeeds(option: string, scheme: 'http' | 'https'): string
  badDatabase(file: string, why: string): string
  noAddress(name: string, why: string): string
  /** What this machine lacks. */
  needsLinux: string
  needsKoffi: string
  cannotPing: string
}
