import { readSettings } from './config.ts';
import { demoPeople } from './demo-people.ts';
import { askToken } from './issuer/ask-token.ts';
import { PlainError } from './plain-error.ts';
import { readArguments } from './read-arguments.ts';
import { runCommand } from './run-command.ts';
import { findRunning } from './running.ts';

/** `npm run -s token -- practitioner` prints an access token and nothing else. */
await runCommand(async () => {
  const names = demoPeople().map((person) => person.name);
  const usage = `Say whose token, as in: npm run -s token -- practitioner\nThere are: ${names.join(', ')}.`;
  const { positionals } = readArguments(usage, { allowPositionals: true });
  const [name] = positionals;
  if (name === undefined || positionals.length > 1) {
    throw new PlainError(usage);
  }
  const running = await findRunning(readSettings().dataDir);
  if (running?.issuerUrl === undefined) {
    throw new PlainError(
      running === null
        ? 'The council is not running, so nobody gives tokens. Start it in another terminal: npm start'
        : `${running.what} is not ready yet. Try again when it has said so.`,
    );
  }
  process.stdout.write(`${await askToken(running.issuerUrl, name)}\n`);
});
