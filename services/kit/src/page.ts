import 'reflect-metadata';
import { Max, Min } from 'class-validator';
import { ArgsType, type ClassType, Directive, Field, Int, ObjectType } from 'type-graphql';
import { leaveOut } from './look-left-out.ts';
import { Refusal } from './refusal.ts';

export const PAGE_SIZE_MAX = 100;

/** `first` and `after` of every list. */
@ArgsType()
export class PageArgs {
  @Field(() => Int, { defaultValue: 20, description: 'How many, 100 at most.' })
  @Min(1)
  @Max(PAGE_SIZE_MAX)
  readonly first: number = 20;

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

/** The key behind a cursor of ours, or a refusal (BAD_CURSOR) for any other text. */
export function decodeCursor(cursor: string, length: number): string[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (Array.isArray(key) && key.length === length) {
      return key.map(String);
    }
  } catch {
    // Falls through: what does not parse is not ours either.
  }
  throw badCursor();
}

/** For an `after` that no list of ours ever gave. */
export function badCursor(): Refusal {
  return new Refusal('BAD_CURSOR', 'This cursor is not one of ours. Ask for the first page again.');
}
