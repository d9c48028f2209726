import 'reflect-metadata';
import { Max, Min } from 'class-validator';
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { leaveOut } from './look-left-out.ts';
import { PAGE_SIZE_DEFAULT, PAGE_SIZE_MAX } from './page-size.ts';
import { Refusal } from './refusal.ts';
import { UUID } from './require-id.ts';

/** `first` and `after` of every list. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, {
    defaultValue: PAGE_SIZE_DEFAULT,
    description: `How many, ${PAGE_SIZE_MAX} at most.`,
  })
  @Min(1)
  @Max(PAGE_SIZE_MAX)
  readonly first: number = PAGE_SIZE_DEFAULT;

  @Field(() => String, { nullable: true, description: 'The `endCursor` of the page before.' })
  readonly after?: string | null;
}

/** Every service says it of its own lists. */
@Directive('@shareable')
@Directive('@tag(name: "public")')
@ObjectType({ simpleResolvers: true, description: 'Where a page of a list ends.' })
export class PageInfo {
  @Field(() => Boolean, { description: 'There is more behind this page.' })
  readonly hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'There is something before this page.' })
  readonly hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  readonly startCursor!: string | null;

  @Field(() => String, { nullable: true })
  readonly endCursor!: string | null;
}

export interface Edge<Node> {
  readonly node: Node;
  readonly cursor: string;
}

/** One page of a list, in the words of the Relay connection specification. */
export interface Page<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly pageInfo: PageInfo;
}

/** The edge and connection classes of one node type, named as Relay has it. */
export function connectionTypes<Node extends object>(
  name: string,
  node: () => ClassType<Node>,
): { Edge: ClassType<Edge<Node>>; Connection: ClassType<Page<Node>> } {
  @ObjectType(`${name}Edge`, { simpleResolvers: true })
  class NodeEdge implements Edge<Node> {
    @Field(node)
    readonly node!: Node;

    @Field(() => String)
    readonly cursor!: string;
  }

  @ObjectType(`${name}Connection`, { simpleResolvers: true })
  class NodeConnection implements Page<Node> {
    @Field(() => [NodeEdge])
    readonly edges!: readonly NodeEdge[];

    @Field(() => PageInfo)
    readonly pageInfo!: PageInfo;
  }

  return { Edge: NodeEdge, Connection: NodeConnection };
}

/**
 * A page from rows read with `limit first + 1`.
 *
 * @param keyOf what the list is ordered by, enough to tell the next page where to begin.
 */
export function pageOf<Node>(
  rows: readonly Node[],
  args: { readonly first: number; readonly after?: string | null },
  keyOf: KeyOf<Node>,
): Page<Node> {
  // The row that says that there is more is read and not shown.
  rows.slice(args.first).forEach(leaveOut);
  const edges = rows.slice(0, args.first).map((node) => new RowEdge(node, keyOf));
  return {
    edges,
    pageInfo: {
      hasNextPage: rows.length > args.first,
      hasPreviousPage: isBehind(args.after),
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
  };
}

type KeyOf<Node> = (row: Node) => readonly (string | number)[];

/** Writes its cursor when that is asked for: most screens read a list and never a second page. */
class RowEdge<Node> implements Edge<Node> {
  readonly node: Node;
  readonly #keyOf: KeyOf<Node>;

  constructor(node: Node, keyOf: KeyOf<Node>) {
    this.node = node;
    this.#keyOf = keyOf;
  }

  get cursor(): string {
    return encodeCursor(this.#keyOf(this.node));
  }
}

/** True for the `after` of a page that is not the first. */
export function isBehind(after: string | null | undefined): after is string {
  return after !== null && after !== undefined;
}

function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** What the parts of a key may be: PostgreSQL takes each of them for what it is. */
const PARTS = {
  id: (part: string) => UUID.test(part),
  instant: (part: string) => isDate(part, (date) => date.toISOString()),
  day: (part: string) => isDate(part, (date) => date.toISOString().slice(0, 10)),
  number: (part: string) => /^-?\d{1,9}$/.test(part),
  text: (part: string) => !part.includes('\0'),
} as const;

function isDate(part: string, written: (date: Date) => string): boolean {
  return !Number.isNaN(Date.parse(part)) && /^[12]/.test(part) && written(new Date(part)) === part;
}

/**
 * The key behind a cursor of ours, or a refusal (BAD_CURSOR) for any other text.
 *
 * @param parts what the list is ordered by, as `keyOf` wrote it.
 */
export function decodeCursor<const Parts extends readonly (keyof typeof PARTS)[]>(
  cursor: string,
  parts: Parts,
): { [Part in keyof Parts]: string } {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === parts.length) {
      const texts = key.map(String);
      if (parts.every((part, i) => PARTS[part](texts[i] ?? ''))) {
        return texts as { [Part in keyof Parts]: string };
      }
    }
  } catch {
    // Falls through: what does not parse is not ours either.
  }
  throw badCursor();
}

function badCursor(): Refusal {
  return new Refusal('BAD_CURSOR', 'This cursor is not one of ours. Ask for the first page again.');
}
