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
    dryRun: string
    simulate: string
    log: string
    format: string
    json: string
    compare: string
    count: string
    pingTimeout: string
  }
  /** `epilogue`: the end of the help, with what it does to the network, its limits, examples, exit codes. */
  locate: { description: string; epilogue: string }
  ping: { description: string; epilogue: string }

  badNumber(option: string, value: string, least: number, most: number): string
  badWord(option: string, value: string): string
  noTarget: string
  queryLost: string
  badTarget(text: string): string
  targetForms: string
  badAddress(text: string): string
  /** An option that belongs to another protocol than that of the target. */
  optionNeeds(option: string, scheme: 'http' | 'https'): string
  badPath(file: string, why: string): string
  badDatabase(file: string, why: string): string
  unreadable(file: string, why: string): string
  noAddress(name: string, why: string): string
  /** What this machine lacks. */
  needsLinux: string
  needsKoffi: string
  cannotPing: string
}
