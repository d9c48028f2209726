import { financeService } from '@connected-lives/finance/finance.service';
import { peopleService } from '@connected-lives/people/people.service';
import { practiceService } from '@connected-lives/practice/practice.service';
import type { ServiceName } from '@connected-lives/kit/service-name';
import type { GraphQLSchema } from 'graphql';

/** The three services' graphs with their own resolvers. */
export const SERVICE_SCHEMAS: Readonly<Record<ServiceName, GraphQLSchema>> = {
  people: peopleService.schema,
  practice: practiceService.schema,
  finance: financeService.schema,
};
