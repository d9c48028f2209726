import type { DemoPerson } from '../demo-people.ts';

/** The whole of signing in here: choose who to be. There is nobody real to tell apart. */
export function signInPage(people: readonly DemoPerson[], action: string): string {
  const choices = people.map(
    ({ name, label, actor }) =>
      `<li><button name="demo_person" value="${escape(name)}">` +
      `<strong>${escape(actor.name)}</strong><br>${escape(label)}</button></li>`,
  );
  return page(
    'Sign in to the demo council',
    `<h1>Sign in to the demo council</h1>
<p>Everybody here is made up. Choose who to be:</p>
<form method="post" action="${escape(action)}"><ul>${choices.join('\n')}</ul></form>`,
  );
}

export function errorPage(message: string): string {
  return page('Signing in failed', `<h1>Signing in failed</h1><p>${escape(message)}</p>`);
}

function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; }
ul { list-style: none; padding: 0; }
button { font: inherit; width: 100%; text-align: left; padding: 0.75rem 1rem; margin-bottom: 0.5rem; cursor: pointer; }
</style></head><body><main>${body}</main></body></html>
`;
}

function escape(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${String(character.charCodeAt(0))};`);
}
