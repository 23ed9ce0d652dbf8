/** Commands that documents tell people to type, word by word. */

import { marked } from 'marked';
import { blocksOf, textOf } from './markdown.ts';

export interface Told {
  readonly place: string;
  readonly words: readonly string[];
}

/** Of blocks of shell, and of code in the text that begins as a command does. */
export function commandsIn(document: string): Told[] {
  const blocks = blocksOf(document)
    .filter(({ language }) => language === 'sh')
    .flatMap(({ line, text }) => linesOf(text).map((each) => ({ place: `${document}:${line}`, text: each })));
  const spans: { place: string; text: string }[] = [];
  marked.walkTokens(marked.lexer(textOf(document)), (token) => {
    if (token.type === 'codespan') spans.push({ place: document, text: token['text'] });
  });
  const isCommand = ({ text }: { text: string }) => /^(?:npm|npx|node|breakwater) \S/.test(text);
  return [...blocks, ...spans.filter(isCommand)].flatMap(({ place, text }) =>
    text
      .replace(/(?:^|\s)#.*$/, '')
      .split('&&')
      .map((each) => ({ place, words: wordsOf(each) }))
      .filter(({ words }) => words.length > 0),
  );
}

/** As a shell reads them: a backslash at its end makes a line go on. */
function linesOf(text: string): string[] {
  return text.replaceAll('\\\n', ' ').split('\n');
}

function wordsOf(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(
    ([, single, double, bare]) => single ?? double ?? bare ?? '',
  );
}
