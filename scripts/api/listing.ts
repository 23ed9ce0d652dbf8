/** What an entry of a package exports, as text: each declaration without its comments, by name. */

import {
  type Node,
  type Program,
  type TsSymbol,
  type TypeChecker,
  typescript as ts,
} from '../reference/typescript.ts';

export interface Entry {
  /** What one imports: `breakwater/node`. */
  readonly specifier: string;
  /** Its declarations. */
  readonly file: string;
}

/** Listings of several entries: what one of them has told already, the others only name. */
export class Listings {
  readonly #root: string;
  readonly #program: Program;
  readonly #checker: TypeChecker;
  readonly #printer = ts.createPrinter({ removeComments: true });
  readonly #told = new Map<TsSymbol, string>();

  constructor(root: string, program: Program) {
    this.#root = root;
    this.#program = program;
    this.#checker = program.getTypeChecker();
  }

  /** @throws Error there is no such module */
  of({ specifier, file }: Entry): string {
    const source = this.#program.getSourceFile(file);
    const module = source && this.#checker.getSymbolAtLocation(source);
    if (!module) throw new Error(`${specifier} has no declarations at ${file}.`);
    const exported = this.#checker
      .getExportsOfModule(module)
      .map((symbol) => ({ name: symbol.name, meant: this.#meant(symbol) }))
      .sort(byName);
    const known = Map.groupBy(exported, ({ meant }) => this.#told.get(meant));
    const own = known.get(undefined) ?? [];
    for (const { meant } of own) this.#told.set(meant, specifier);
    const declared = own.map(({ name, meant }) => this.#text(name, meant));
    const again = [...known].flatMap(([from, these]) =>
      from === undefined ? [] : [`export { ${these.map(({ name }) => name).join(', ')} } from '${from}';`],
    );
    const reached = this.#reachedFrom(
      own.map(({ meant }) => meant),
      specifier,
    );
    return `${[
      header,
      `// ${specifier}`,
      ...again,
      ...declared,
      ...(reached.length === 0 ? [] : ['// Not exported, but part of what is:', ...reached]),
    ].join('\n\n')}\n`;
  }

  /** What the declarations of these name and no entry exports: a change of it is one of the API. */
  #reachedFrom(symbols: readonly TsSymbol[], specifier: string): string[] {
    const found: { name: string; meant: TsSymbol }[] = [];
    const queue = [...symbols];
    const visit = (node: Node): void => {
      if (ts.isIdentifier(node)) {
        const symbol = this.#checker.getSymbolAtLocation(node);
        const meant = symbol && this.#meant(symbol);
        if (meant && !this.#told.has(meant) && this.#isOurs(meant)) {
          this.#told.set(meant, specifier);
          found.push({ name: meant.name, meant });
          queue.push(meant);
        }
      }
      ts.forEachChild(node, visit);
    };
    for (let at = 0; at < queue.length; at += 1)
      for (const node of queue[at]?.declarations ?? []) visit(node);
    return found.sort(byName).map(({ name, meant }) => this.#text(name, meant));
  }

  /** Declared at the top of one of our modules. */
  #isOurs(symbol: TsSymbol): boolean {
    return (symbol.declarations ?? []).some((declaration) => {
      const statement = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
      const { fileName } = declaration.getSourceFile();
      const isOurFile = fileName.startsWith(this.#root) && !fileName.includes('/node_modules/');
      return isOurFile && ts.isStatement(statement) && ts.isSourceFile(statement.parent);
    });
  }

  #text(name: string, symbol: TsSymbol): string {
    const texts = (symbol.declarations ?? []).map((declaration) => {
      const node = ts.isVariableDeclaration(declaration) ? declaration.parent.parent : declaration;
      const text = this.#printer
        .printNode(ts.EmitHint.Unspecified, node, node.getSourceFile())
        .replace(/^export (default )?/, '')
        .replace(/^declare /, '');
      return name === symbol.name ? text : `// ${name} is\n${text}`;
    });
    if (texts.length === 0) throw new Error(`${name} has no declaration.`);
    return texts.join('\n');
  }

  #meant(symbol: TsSymbol): TsSymbol {
    return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : this.#checker.getAliasedSymbol(symbol);
  }
}

const header =
  '// The public API, generated from the sources: `npm run api`. A change here is one that users meet.';

function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
