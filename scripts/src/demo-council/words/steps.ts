/** How something is going, whatever it is. */
export const STEPS: readonly string[] = [
  'A good start. {first} is surprised, and so is {kin}.',
  'Slower than hoped. {first} is not worried, so neither am I.',
  'Three times out of four this week.',
  'A flat week. We kept to the small plan, and that was enough.',
  '{first} did it with me beside them and not helping.',
  'We changed the plan: less often, and at a better time of day.',
  'Not as much as last time, because of a cold.',
  '{first} rang to say that it worked. I had not asked.',
  'Nothing new, and {first} says that is fine for now.',
  'A setback after a bad night, and back to it by {day}.',
  'Talked about giving up, and decided together on one more month.',
  'Better than either of us thought. Next time without me.',
];
