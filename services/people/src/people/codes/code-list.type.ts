import { Field, ObjectType } from 'type-graphql';
import { type CodeList, CODES_RELEASE, STATUTORY_CODES } from './release-2.codes.ts';

@ObjectType('StatutoryCode', {
  simpleResolvers: true,
  description: 'One code of a list of the statutory return.',
})
export class StatutoryCodeType {
  @Field(() => String, { description: 'Word for word as the return has it.' })
  readonly code!: string;

  @Field(() => String, { nullable: true, description: 'The group it is listed under.' })
  readonly group!: string | null;
}

@ObjectType('StatutoryCodeList', {
  simpleResolvers: true,
  description: 'The codes that one field of the Client Level Data return can have.',
})
export class StatutoryCodeListType {
  @Field(() => String, { description: 'As in `StatutoryCodes`: `ethnicity`, `gender`.' })
  readonly name!: string;

  @Field(() => String, { description: 'The release of the return that has this wording.' })
  readonly release!: string;

  @Field(() => Boolean, {
    description:
      'Whether the wording was checked. Of a list that was not, other codes are taken with a warning.',
  })
  readonly verified!: boolean;

  @Field(() => [StatutoryCodeType])
  readonly codes!: StatutoryCodeType[];
}

/** Every list, for a form to offer. */
export const CODE_LISTS: readonly StatutoryCodeListType[] = Object.entries(STATUTORY_CODES).map(
  ([name, { verified, groups }]: [string, CodeList]) => ({
    name,
    release: CODES_RELEASE,
    verified,
    codes: Object.entries(groups).flatMap(([group, codes]) =>
      codes.map((code) => ({ code, group: group === '' ? null : group })),
    ),
  }),
);
