import { type ASTNode, Kind, Lexer, parse, print, Source, TokenKind, visit } from 'graphql';
import { random } from '../operations.given.ts';

const NOISE = [
  '{',
  '}',
  '(',
  ')',
  '...',
  '@',
  '$',
  ':',
  '=',
  '[',
  ']',
  '!',
  '|',
  '&',
  'on',
  'null',
];
const WORDS = [
  '__schema',
  '__type',
  'constructor',
  'hasOwnProperty',
  '_entities',
  '_service',
  '1e999',
];

/** Parts that stand in lists, so that one may be missing. */
const OPTIONAL: ReadonlySet<string> = new Set([
  Kind.FIELD,
  Kind.INLINE_FRAGMENT,
  Kind.FRAGMENT_SPREAD,
  Kind.ARGUMENT,
  Kind.DIRECTIVE,
  Kind.OBJECT_FIELD,
  Kind.VARIABLE_DEFINITION,
  Kind.FRAGMENT_DEFINITION,
]);

/** Damages a document at random, so that it mostly still parses and mostly is no longer right. */
export function mutateDocument(query: string, seed: number): string {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)] as T;
  const times = 1 + Math.floor(next() * 3);
  let mutant = query;
  for (let i = 0; i < times; i++) {
    mutant = next() < 0.15 ? mutateTokens(mutant) : mutateTree(mutant);
  }
  return mutant;

  /** Leaves out, doubles, swaps or replaces one word. */
  function mutateTokens(text: string): string {
    const tokens = tokensOf(text);
    const at = Math.floor(next() * tokens.length);
    const other = Math.floor(next() * tokens.length);
    const token = tokens[at] ?? '';
    switch (Math.floor(next() * 5)) {
      case 0:
        tokens.splice(at, 1);
        break;
      case 1:
        tokens.splice(at, 0, token);
        break;
      case 2:
        tokens[at] = tokens[other] ?? '';
        tokens[other] = token;
        break;
      case 3:
        tokens[at] = tokens[other] ?? '';
        break;
      default:
        tokens[at] = pick(next() < 0.5 ? NOISE : WORDS);
    }
    return tokens.join(' ');
  }

  /** Puts one part of the tree in the place of another of its kind, or leaves it out. */
  function mutateTree(text: string): string {
    let tree: ASTNode;
    try {
      tree = parse(text, { noLocation: true });
    } catch {
      return mutateTokens(text);
    }
    const nodes: ASTNode[] = [];
    visit(tree, { enter: (node) => void nodes.push(node) });
    const chosen = pick(nodes.slice(1));
    const alike = nodes.filter(({ kind }) => kind === chosen.kind);
    const instead = !OPTIONAL.has(chosen.kind) || next() < 0.7 ? pick(alike) : null;
    // A part put inside itself would have no end.
    if (instead !== null && contains(instead, chosen)) {
      return text;
    }
    const mutated = visit(tree, { enter: (node) => (node === chosen ? instead : undefined) });
    return print(mutated);
  }
}

function contains(outer: ASTNode, inner: ASTNode): boolean {
  let found = false;
  visit(outer, { enter: (node) => void (found ||= node === inner) });
  return found;
}

function tokensOf(text: string): string[] {
  const tokens: string[] = [];
  try {
    const lexer = new Lexer(new Source(text));
    for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) {
      tokens.push(text.slice(token.start, token.end));
    }
  } catch {
    // What comes after a word that is none is left out.
  }
  return tokens;
}
