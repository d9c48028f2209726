import { registerEnumType } from 'type-graphql';

export enum ConversationLead {
  CITIZEN = 'CITIZEN',
  PROFESSIONAL = 'PROFESSIONAL',
  TOGETHER = 'TOGETHER',
}
registerEnumType(ConversationLead, {
  name: 'ConversationLead',
  description: 'Who leads a conversation.',
  valuesConfig: {
    CITIZEN: { description: 'The person themself.' },
    PROFESSIONAL: { description: 'The practitioner.' },
    TOGETHER: { description: 'Both.' },
  },
});
export const CONVERSATION_LEADS = Object.values(ConversationLead);
