/** What the command line itself says, once per language; a sentence that is missing in one does not compile. */
export interface CliWords {
  /** Headings of the help, by those of commander. */
  titles: Readonly<Record<'Usage:' | 'Arguments:' | 'Options:' | 'Commands:', string>>
  usage: string
  description: string
  files: string
  explain: string
  explainId: string
  schema: string
  options: {
    read: string
    format: string
    only: string
    stream: string
    all: string
    quiet: string
    output: string
    failOn: string
    as: string
    every: string
    lang: string
    color: string
    noProgress: string
    version: string
    help: string
  }
  /** The end of the help: examples, and what the exit codes mean. */
  epilogue: string
  shelves: Readonly<Record<'kinds' | 'causes' | 'evidence', string>>

  noFiles: string
  seeHelp: string
  didYouMean(what: string): string
  unknownOption(option: string): string
  needsValue(option: string): string
  badValue(option: string, value: string, allowed: readonly string[]): string
  badStream(value: string): string
  tooManyArguments: string
  noSuchFile(path: string): string
  noSuchOnly(value: string): string
  onlyValues: string
  noSuchPage(id: string): string
  listPages: string
  outputIsInput(path: string): string
  cannotWrite(path: string, why: string): string
  /** Behind the name of a file and what is wrong with it. */
  atByte(position: number): string
  bug(message: string): string
}
