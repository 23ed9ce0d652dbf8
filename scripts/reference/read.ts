/** Options of an interface from its sources: what an editor shows of each, as data. */

import { join } from 'node:path';
import { type Node, type Program, type TsSymbol, type TypeChecker, typescript as ts } from './typescript.ts';

export interface Option {
  readonly name: string;
  /** Where it is declared: the same for all interfaces that inherit it. */
  readonly declaration: Node;
  readonly isRequired: boolean;
  /** As it is written, without what only a compiler needs. */
  readonly type: string;
  /** Markdown. */
  readonly text: string;
  /** What holds when it is left out, and where that is from. */
  readonly usual: string | undefined;
  /** Interfaces of ours that its type names: what can be said inside of it. */
  readonly inside: readonly string[];
}

export interface Group {
  readonly name: string;
  readonly text: string;
  readonly options: readonly Option[];
}

export function programOf(root: string, files: readonly string[]): Program {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  return ts.createProgram({ rootNames: files.map((file) => join(root, file)), options });
}

export class Reading {
  readonly #checker: TypeChecker;
  readonly #symbols = new Map<string, TsSymbol>();

  constructor(program: Program, root: string) {
    this.#checker = program.getTypeChecker();
    for (const source of program.getSourceFiles()) {
      if (source.isDeclarationFile || !source.fileName.startsWith(root)) continue;
      for (const statement of source.statements) {
        if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement)) continue;
        const symbol = this.#checker.getSymbolAtLocation(statement.name);
        if (symbol) this.#symbols.set(statement.name.text, symbol);
      }
    }
  }

  /** @throws Error an option says nothing of itself */
  group(name: string): Group {
    const symbol = this.#symbols.get(name);
    if (!symbol) throw new Error(`There is no interface ${name}.`);
    const properties = this.#checker.getDeclaredTypeOfSymbol(symbol).getProperties();
    const options = properties.map((property) => this.#option(property, name));
    return { name, text: this.#text(symbol), options };
  }

  #option(property: TsSymbol, owner: string): Option {
    const [declaration] = property.declarations ?? [];
    if (!declaration || !ts.isPropertySignature(declaration) || !declaration.type)
      throw new Error(`${owner}.${property.name} is no option.`);
    const tag = property.getJsDocTags(this.#checker).find(({ name }) => name === 'default');
    const usual = tag && flat(ts.displayPartsToString(tag.text));
    const text = this.#text(property);
    if (text === '' && usual === undefined)
      throw new Error(
        `${owner}.${property.name} has no docstring: what does it mean, in which unit and range?`,
      );
    return {
      name: property.name,
      declaration,
      isRequired: (property.flags & ts.SymbolFlags.Optional) === 0,
      type: this.#typeText(declaration.type),
      text,
      usual,
      inside: this.#interfacesIn(declaration.type),
    };
  }

  #text(symbol: TsSymbol): string {
    return flat(ts.displayPartsToString(symbol.getDocumentationComment(this.#checker)));
  }

  /** Aliases of literals are spelled out: their words are what one has to know. */
  #typeText(type: Node): string {
    const text = flat(type.getText())
      .replaceAll(/\breadonly /g, '')
      .replace(/\{ \[Tag in Resource\]\?: (.*?);? \}/, 'by resource: $1')
      .replace(/ \| undefined$/, '')
      .replace(/^Readonly<Partial<Record<Resource, (.*)>>>$/, 'by resource: $1')
      .replace(/^Readonly<(Record<.*>)>$/, '$1')
      .replaceAll(/(\w+Options)<[^<>]*>/g, '$1')
      .replaceAll(/ \| \(string & \{\}\)/g, ' | string');
    return this.#named(type).reduce((spelled, [name, declaration]) => {
      const literals = ts.isTypeAliasDeclaration(declaration) ? flat(declaration.type.getText()) : '';
      const isSpelled = /^'[^']*'( \| '[^']*')*$/.test(literals);
      return isSpelled ? spelled.replaceAll(new RegExp(`\\b${name}\\b`, 'g'), () => literals) : spelled;
    }, text);
  }

  #interfacesIn(type: Node): string[] {
    const found = this.#named(type).flatMap(([name, declaration]): string[] => {
      if (ts.isInterfaceDeclaration(declaration)) return [name];
      return ts.isTypeAliasDeclaration(declaration) ? this.#interfacesIn(declaration.type) : [];
    });
    return [...new Set(found)];
  }

  /** Types of ours that a type mentions. */
  #named(type: Node): [name: string, declaration: Node][] {
    const found: [string, Node][] = [];
    const visit = (node: Node): void => {
      // What a function takes is told by its own documentation.
      if (ts.isFunctionTypeNode(node)) return;
      if (ts.isTypeReferenceNode(node) && ts.isIdentifier(node.typeName)) {
        const [declaration] = this.#symbolOf(node.typeName)?.declarations ?? [];
        if (declaration && !declaration.getSourceFile().isDeclarationFile)
          found.push([node.typeName.text, declaration]);
      }
      ts.forEachChild(node, visit);
    };
    visit(type);
    return found;
  }

  #symbolOf(name: Node): TsSymbol | undefined {
    const symbol = this.#checker.getSymbolAtLocation(name);
    return symbol && symbol.flags & ts.SymbolFlags.Alias ? this.#checker.getAliasedSymbol(symbol) : symbol;
  }
}

function flat(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim();
}
