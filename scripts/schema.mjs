/*
 * Writes docs/rstrace-1.schema.json, the JSON Schema of the result, from the types in src/core/report/model.ts.
 *
 *   node scripts/schema.mjs           writes it
 *   node scripts/schema.mjs --check   fails when the file is not what the types say
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  createFormatter,
  createParser,
  createProgram,
  LiteralType,
  SchemaGenerator,
  UnionType,
} from 'ts-json-schema-generator'

const inRepository = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const target = inRepository('docs/rstrace-1.schema.json')

/** Derived unions such as `CauseId`, which the generator cannot follow to their list: the type checker knows them. */
class DerivedUnionParser {
  constructor(checker) {
    this.checker = checker
  }

  supportsNode(node) {
    if (!node.typeName) return false
    const symbol = this.checker.getSymbolAtLocation(node.typeName)
    const alias = symbol && this.checker.getDeclaredTypeOfSymbol(this.resolved(symbol))
    return this.isDerived(symbol) && alias.isUnion() && alias.types.every((type) => type.isStringLiteral())
  }

  createType(node) {
    const type = this.checker.getTypeFromTypeNode(node)
    return new UnionType(type.types.map(({ value }) => new LiteralType(value)))
  }

  /** Declared as a member of another type (`Listed['id']`), not as a list of literals. */
  isDerived(symbol) {
    const [declaration] = this.resolved(symbol)?.declarations ?? []
    return declaration?.type?.indexType !== undefined
  }

  resolved(symbol) {
    return symbol && symbol.flags & ALIAS ? this.checker.getAliasedSymbol(symbol) : symbol
  }
}

/** ts.SymbolFlags.Alias: an imported name. */
const ALIAS = 1 << 21

function schemaOfReport() {
  const config = {
    path: inRepository('src/core/report/model.ts'),
    tsconfig: inRepository('src/core/tsconfig.json'),
    type: 'Report',
    // The build checks types; this only reads them.
    skipTypeCheck: true,
    // Readers must bear with fields that later versions add.
    additionalProperties: true,
  }
  const program = createProgram(config)
  const parser = createParser(program, config, (chain) =>
    chain.addNodeParser(new DerivedUnionParser(program.getTypeChecker())),
  )
  const { $schema, ...rest } = new SchemaGenerator(program, parser, createFormatter(config), config).createSchema(
    'Report',
  )
  return { $schema, $id: 'rstrace-1.schema.json', title: 'rstrace/1', ...rest }
}

const wanted = `${JSON.stringify(schemaOfReport(), null, 2)}\n`
if (process.argv.includes('--check')) {
  if (!existsSync(target) || readFileSync(target, 'utf8') !== wanted) {
    console.error('docs/rstrace-1.schema.json is not what src/core/report/model.ts says: run `npm run schema`')
    process.exitCode = 1
  }
} else {
  writeFileSync(target, wanted)
}
