export const teams = [
  `alter table team drop constraint team_kind_known`,
  `alter table team add constraint team_kind_known check (kind in ('OLDER_PEOPLE',
     'ADULT_DISABILITY', 'LEARNING_DISABILITY', 'MENTAL_HEALTH', 'GATEWAY', 'HOSPITAL_DISCHARGE',
     'SENSORY', 'TRANSITIONS', 'PRACTICE_DEVELOPMENT'))`,
  `alter table team add column districts text[] not null default '{}'`,
  `alter table team add column manager_id uuid`,
  // Who manages a team, functions say that managers call.
  `create policy team_managed on team for update to people_owner using (true) with check (true)`,
  // Whoever reads vacancies without a token is somebody too, and not signed in.
  `alter policy team_read on team using ((select viewer_role()) <> 'public')`,
];
