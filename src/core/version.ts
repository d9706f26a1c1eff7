/** The version of the tool; the same as in package.json. */
export { VERSION } from './report/version.js'
