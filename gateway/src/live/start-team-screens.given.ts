import { startTestGateway } from '../gateway.given.ts';
import { ScriptedFeed } from '../rights/scripted-feed.given.ts';
import { TeamLog } from './team-log.given.ts';
import { TeamScreens } from './team-screens.given.ts';

/** A gateway before the log of a team, its feed of rights, and screens that follow the log. */
export async function startTeamScreens() {
  const log = new TeamLog();
  const feed = new ScriptedFeed();
  const started = await startTestGateway({
    subgraphs: [log, log.names],
    supergraphSdl: log.supergraphSdl,
    peopleFeed: feed,
  });
  const wall = new TeamScreens(started);
  const stop = async (): Promise<void> => {
    await wall.dispose();
    await started.gateway.stop();
  };
  return { log, feed, wall, stop };
}
