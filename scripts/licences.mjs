// The licences of what was bundled ask to be passed on with it.
import { readFileSync } from 'node:fs'

/** The licence texts of the packages among the inputs of an esbuild metafile. */
export function licencesOf(metafile) {
  const names = Object.keys(metafile.inputs).flatMap(
    (path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? [],
  )
  return [...new Set(names)].map(licenceOf).join('\n\n')
}

function licenceOf(name) {
  const folder = `node_modules/${name}`
  const { version } = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'))
  const text = ['LICENSE', 'license'].map((file) => read(`${folder}/${file}`)).find(Boolean)
  if (!text) throw new Error(`${name} has no licence file`)
  return `${name} ${version}\n\n${text}`
}

function read(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
