/**
 * Teams and practitioners are public servants: whoever is signed in may know who they are. Somebody
 * who reads vacancies without a token is not signed in.
 */
export const everybody = `(select viewer_role()) <> 'public'`;
