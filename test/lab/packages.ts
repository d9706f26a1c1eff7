/** Programs the lab runs, and the Debian packages they come in (scripts/lab-packages.sh installs the same). */
import { accessSync, constants } from 'node:fs'
import { join } from 'node:path'

const PROGRAMS = {
  ip: 'iproute2',
  iptables: 'iptables',
  ip6tables: 'iptables',
  nft: 'nftables',
  conntrack: 'conntrack',
  tcpdump: 'tcpdump',
  nginx: 'nginx',
  haproxy: 'haproxy',
  openssl: 'openssl',
  curl: 'curl',
  gcc: 'gcc and libc6-dev',
  sysctl: 'procps',
  setpriv: 'util-linux',
} as const

/** `program (package)` for each that is not installed. */
export function missingPrograms(): string[] {
  const absent = Object.entries(PROGRAMS).filter(([program]) => !isInstalled(program))
  return absent.map(([program, name]) => `${program} (${name})`)
}

function isInstalled(program: string): boolean {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin', '/sbin']
  return folders.some((folder) => isExecutable(join(folder, program)))
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
