/** What is known of routers besides their addresses: names by reverse DNS, networks and places from local databases. */
import { Resolver } from 'node:dns/promises'
import { readFileSync } from 'node:fs'
import { type AsnResponse, type CityResponse, Reader, type Response } from 'mmdb-lib'
import { clean } from '../../core/report/clean.js'
import type { Router } from '../../core/report/probe-model.js'

/** A file that cannot be read, or is no database. */
export class DatabaseError extends Error {
  constructor(
    readonly file: string,
    message: string,
  ) {
    super(message)
    this.name = 'DatabaseError'
  }
}

export interface Databases {
  asn?: Reader<AsnResponse>
  city?: Reader<CityResponse>
  language: 'en' | 'zh'
}

/** @throws DatabaseError */
export function openDatabases(files: { asn?: string; city?: string }, language: 'en' | 'zh'): Databases {
  return {
    language,
    ...(files.asn !== undefined && { asn: open<AsnResponse>(files.asn) }),
    ...(files.city !== undefined && { city: open<CityResponse>(files.city) }),
  }
}

function open<T extends Response>(file: string): Reader<T> {
  try {
    return new Reader<T>(readFileSync(file))
  } catch (error) {
    throw new DatabaseError(file, error instanceof Error ? error.message : String(error))
  }
}

/** A database may lack an address, or be broken there: then nothing is known of it. */
export function lookUp({ asn, city, language }: Databases, address: string): Omit<Router, 'address'> {
  const network = attempt(() => asn?.get(address))
  const place = attempt(() => city?.get(address))
  const named = language === 'zh' ? place?.city?.names?.['zh-CN'] : undefined
  const number = network?.autonomous_system_number
  const organization = cleaned(network?.autonomous_system_organization)
  return {
    ...(number !== undefined && { as: { number, ...(organization && { organization }) } }),
    ...optional('country', cleaned(place?.country?.iso_code)),
    ...optional('city', cleaned(named ?? place?.city?.names?.en)),
  }
}

const optional = <K extends string>(key: K, value: string | undefined): { [key in K]?: string } =>
  (value ? { [key]: value } : {}) as { [key in K]?: string }

/** Text from a file somebody else made: without what could steer a terminal, and not too long for a table. */
const cleaned = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : clean(String(text), 60)

function attempt<T>(action: () => T | null | undefined): T | undefined {
  try {
    return action() ?? undefined
  } catch {
    return undefined
  }
}

const SECONDS_PER_QUESTION = 2

/** By reverse DNS, all at once. Whoever runs the zone chooses the name: only what looks like a host name counts. */
export async function namesOf(addresses: readonly string[]): Promise<Map<string, string>> {
  const resolver = new Resolver({ timeout: SECONDS_PER_QUESTION * 1000, tries: 1 })
  const names = new Map<string, string>()
  const ask = async (address: string) => {
    const [name] = await resolver.reverse(address).catch(() => [])
    if (name !== undefined && /^[\w.-]{1,253}$/.test(name)) names.set(address, name)
  }
  await Promise.all(addresses.map(ask))
  return names
}
