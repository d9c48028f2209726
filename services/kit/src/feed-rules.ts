import { isService } from './reach.ts';

/**
 * Who leaves an event and who says how far a consumer has learned, for a migration of one service.
 *
 * The other services believe what an event says: to whom a person is open, whose outcome it is. So a
 * use case may only leave one that is so. `mayRecord` is that rule, as a policy of the table `event`:
 * a comparison of the event with the row it is about, which only came to be, or is only seen, under
 * the policies of its own table. What the service does by itself, and functions that run as the
 * owner, are not bound by it.
 */
export function feedRules(service: string, mayRecord: string): string[] {
  return [
    `alter policy event_record on event with check (
       (select viewer_id()) is not null and (${isService} or ${mayRecord}))`,
    `alter table consumer_cursor enable row level security`,
    // A place in another service's log is no secret, and to move it is the consumer's.
    `create policy consumer_cursor_read on consumer_cursor for select using (true)`,
    `create policy consumer_cursor_move on consumer_cursor to ${service}_app
       using (${isService}) with check (${isService})`,
  ];
}
