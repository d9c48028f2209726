/**
 * Who changes what is known of a practitioner: themself and the managers of their team. Which team
 * they are in, and that they left, functions of the database change: the app has no grant on that.
 */
export const isThemself = `id = (select viewer_practitioner_id())`;
export const managesTeam = `(select viewer_role()) = 'manager'
   and team_id = any ((select viewer_team_ids())::uuid[])`;
