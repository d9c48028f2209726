import { registerEnumType } from 'type-graphql';

/** The three stages of the Connected Lives model. A stage is not a category of person. */
export enum ConversationStage {
  CONNECT_AND_PREVENT = 'CONNECT_AND_PREVENT',
  CONNECT_AND_ENABLE = 'CONNECT_AND_ENABLE',
  CONNECT_AND_SUPPORT = 'CONNECT_AND_SUPPORT',
}
registerEnumType(ConversationStage, {
  name: 'ConversationStage',
  description: 'One of the three stages of the Connected Lives model.',
  valuesConfig: {
    CONNECT_AND_PREVENT: {
      description: 'Connecting the person to what is around them, without a formal service.',
    },
    CONNECT_AND_ENABLE: {
      description: 'Work for a limited time, so that the person keeps or regains control.',
    },
    CONNECT_AND_SUPPORT: {
      description: 'Longer support, which still aims at independence.',
    },
  },
});
export const CONVERSATION_STAGES = Object.values(ConversationStage);
