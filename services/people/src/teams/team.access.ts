/** Teams and practitioners are public servants: whoever is signed in may know who they are. */
export const everybody = `(select viewer_id()) is not null`;
