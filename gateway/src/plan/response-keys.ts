import { type FieldNode, type OperationDefinitionNode, print, visit } from 'graphql';

/**
 * True when each place of the answer stands for one field with the same arguments, whatever the
 * type of the object that holds it.
 */
export function responseKeysAgree(operation: OperationDefinitionNode): boolean {
  const meanings = new Map<string, string>();
  const path: string[] = [];
  let agree = true;
  visit(operation, {
    Field: {
      enter(node) {
        path.push(node.alias?.value ?? node.name.value);
        const place = path.join(' ');
        const meaning = meaningOf(node);
        agree &&= (meanings.get(place) ?? meaning) === meaning;
        meanings.set(place, meaning);
      },
      leave() {
        path.pop();
      },
    },
  });
  return agree;
}

function meaningOf({ name, arguments: args = [] }: FieldNode): string {
  return [name.value, ...args.map((argument) => print(argument))].join('\n');
}
