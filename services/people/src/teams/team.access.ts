/**
 * Teams and practitioners are public servants: whoever is signed in may know who they are. Somebody
 * who reads vacancies without a token is not signed in.
 */
export const everybody = `(select viewer_role()) <> 'public'`;

/**
 * Who leads the council, and so decides which teams there are and who else leads it: practice development, which the principal social worker leads,
 * and a manager who is the director or the principal social worker.
 */
export const leadsCouncil = `((select viewer_role()) = 'development'
   or (select viewer_role()) = 'manager' and exists (select from practitioner
     where practitioner.id = (select viewer_practitioner_id())
       and practitioner.held_roles && array['DIRECTOR', 'PRINCIPAL_SOCIAL_WORKER']))`;
