import { registerEnumType } from 'type-graphql';

export enum ReportDimension {
  DISTRICT = 'DISTRICT',
  WELLBEING_AREA = 'WELLBEING_AREA',
}
registerEnumType(ReportDimension, {
  name: 'ReportDimension',
  description: 'What a report is divided by.',
  valuesConfig: {
    DISTRICT: { description: 'The district that the person lives in now.' },
    WELLBEING_AREA: { description: 'The area of wellbeing that the outcome is about.' },
  },
});
