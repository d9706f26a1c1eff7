import { existsSync } from 'node:fs'

/** A file of the installed package: this module may run from its bundle or from where it was compiled. */
export function resource(path: string): URL {
  let folder = new URL('./', import.meta.url)
  while (!existsSync(new URL('package.json', folder)) && folder.pathname !== '/') folder = new URL('../', folder)
  return new URL(path, folder)
}
