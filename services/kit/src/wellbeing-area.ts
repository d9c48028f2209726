import { registerEnumType } from 'type-graphql';

/** The nine areas of wellbeing in section 1(2) of the Care Act 2014, in the order of the Act. */
export enum WellbeingArea {
  PERSONAL_DIGNITY = 'PERSONAL_DIGNITY',
  HEALTH_AND_EMOTIONAL_WELLBEING = 'HEALTH_AND_EMOTIONAL_WELLBEING',
  PROTECTION_FROM_ABUSE = 'PROTECTION_FROM_ABUSE',
  CONTROL_OVER_DAY_TO_DAY_LIFE = 'CONTROL_OVER_DAY_TO_DAY_LIFE',
  WORK_EDUCATION_AND_RECREATION = 'WORK_EDUCATION_AND_RECREATION',
  SOCIAL_AND_ECONOMIC_WELLBEING = 'SOCIAL_AND_ECONOMIC_WELLBEING',
  RELATIONSHIPS = 'RELATIONSHIPS',
  SUITABLE_ACCOMMODATION = 'SUITABLE_ACCOMMODATION',
  CONTRIBUTION_TO_SOCIETY = 'CONTRIBUTION_TO_SOCIETY',
}
registerEnumType(WellbeingArea, {
  name: 'WellbeingArea',
  description: 'One of the nine areas of wellbeing in section 1(2) of the Care Act 2014.',
  valuesConfig: {
    PERSONAL_DIGNITY: { description: 'Personal dignity, including being treated with respect.' },
    HEALTH_AND_EMOTIONAL_WELLBEING: {
      description: 'Physical and mental health and emotional wellbeing.',
    },
    PROTECTION_FROM_ABUSE: { description: 'Protection from abuse and neglect.' },
    CONTROL_OVER_DAY_TO_DAY_LIFE: {
      description: 'Control by the person over their day-to-day life and the help they get.',
    },
    WORK_EDUCATION_AND_RECREATION: {
      description: 'Taking part in work, education, training or recreation.',
    },
    SOCIAL_AND_ECONOMIC_WELLBEING: { description: 'Social and economic wellbeing.' },
    RELATIONSHIPS: { description: 'Domestic, family and personal relationships.' },
    SUITABLE_ACCOMMODATION: { description: 'Suitability of living accommodation.' },
    CONTRIBUTION_TO_SOCIETY: { description: 'The person’s contribution to society.' },
  },
});
export const WELLBEING_AREAS = Object.values(WellbeingArea);
