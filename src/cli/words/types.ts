/** What the command line itself says, once per language; a sentence that is missing in one does not compile. */
export interface CliWords {
  /** Headings of the help, by those of commander. */
  titles: Readonly<Record<'Usage:' | 'Arguments:' | 'Options:' | 'Commands:', string>>
  usage: string
  /** In the usage of a command, where options may stand. */
  someOptions: string
  description: string
  files: string
  view: string
  explain: string
  explainId: string
  schema: string
  viewEpilogue: string
  options: {
    read: string
    format: string
    only: string
    stream: string
    all: string
    quiet: string
    output: string
    outputFile: string
    annotate: string
    keepSecrets: string
    anonymize: string
    anonymizeKey: string
    failOn: string
    as: string
    every: string
    /** Of the experiments: `probe`, `locate`, `ping`. */
    dryRun: string
    simulate: string
    log: string
    textOrJson: string
    json: string
    lang: string
    color: string
    noProgress: string
    noOpen: string
    version: string
    help: string
  }
  /** The end of the help: examples, and what the exit codes mean. */
  epilogue: string
  shelves: Readonly<Record<'kinds' | 'causes' | 'evidence', string>>

  noFiles: string
  /** @param command whose help; the program's own without */
  seeHelp(command?: string): string
  /** What is wrong, and what to do about it. */
  complaint(message: string, hint: string): string
  didYouMean(what: string): string
  unknownOption(option: string): string
  needsValue(option: string): string
  badValue(option: string, value: string, allowed: readonly string[]): string
  badStream(value: string): string
  badNumber(option: string, value: string, least: number, most: number): string
  badWord(option: string, value: string): string
  badTarget(text: string): string
  /** A report masks the values of a query, so the request that comes from it has none. */
  queryLost: string
  badAddress(text: string): string
  targetForms: string
  tooManyArguments: string
  missingArgument(name: string): string
  /** An option of the program itself before the name of a subcommand. */
  optionBefore(option: string, command: string): string
  /** The same file is given more than once. */
  namedTwice(path: string): string
  everyNeedsPoints: string
  noSuchFile(path: string): string
  noSuchOnly(value: string): string
  onlyValues: string
  noSuchPage(id: string): string
  listPages: string
  outputIsInput(path: string): string
  /** The file that stands for a key is too short to be a secret. */
  shortSecret(path: string, octets: number): string
  /** A file that was read, and what is wrong in it. */
  wrongIn(path: string, why: string): string
  cannotRead(path: string, why: string): string
  cannotWrite(path: string, why: string): string
  /** Why the system refuses a file, by its error codes. */
  refusals: Readonly<Record<string, string>>
  /** A file, what is wrong with it, and at which byte. */
  unreadable(name: string, why: string, position: number): string
  /** Options that another format has no use for. */
  onlyText(option: string): string
  onlyPcapng(option: string): string
  /** Keys are kept, or the capture is anonymised. */
  secretsGo: string
  notToTerminal: string
  outputOption: string
  standardInput: string
  /** A pipe or standard input, which cannot be read a second time. */
  readOnce(name: string): string
  saveFirst: string
  noPacketsInText(name: string): string
  severalCaptures: string
  nameFolder: string
  noBrowser: string
  bug(message: string): string
}
