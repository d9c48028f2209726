import { registerEnumType } from 'type-graphql';

/** The headings of the About Me standard of the Professional Record Standards Body. */
export enum AboutMeHeading {
  MOST_IMPORTANT_TO_ME = 'MOST_IMPORTANT_TO_ME',
  PEOPLE_IMPORTANT_TO_ME = 'PEOPLE_IMPORTANT_TO_ME',
  HOW_I_COMMUNICATE = 'HOW_I_COMMUNICATE',
  MY_WELLNESS = 'MY_WELLNESS',
  PLEASE_DO_AND_DONT = 'PLEASE_DO_AND_DONT',
  HOW_AND_WHEN_TO_SUPPORT_ME = 'HOW_AND_WHEN_TO_SUPPORT_ME',
  ALSO_WORTH_KNOWING = 'ALSO_WORTH_KNOWING',
}
registerEnumType(AboutMeHeading, {
  name: 'AboutMeHeading',
  description: 'A heading of About Me, the standard of the Professional Record Standards Body.',
  valuesConfig: {
    MOST_IMPORTANT_TO_ME: { description: 'What is most important to me.' },
    PEOPLE_IMPORTANT_TO_ME: { description: 'People who are important to me.' },
    HOW_I_COMMUNICATE: { description: 'How I communicate and how to communicate with me.' },
    MY_WELLNESS: { description: 'How I am when I am well.' },
    PLEASE_DO_AND_DONT: { description: 'Please do, and please don’t.' },
    HOW_AND_WHEN_TO_SUPPORT_ME: { description: 'How and when to support me.' },
    ALSO_WORTH_KNOWING: { description: 'Also worth knowing about me.' },
  },
});
export const ABOUT_ME_HEADINGS = Object.values(AboutMeHeading);
