import { lengthChecks, oneOf } from '@connected-lives/kit/check-constraints';
import { Refusal } from '@connected-lives/kit/refusal';
import { defineEntity, p } from '@mikro-orm/postgresql';
import { ofPerson } from '../people/of-person.ts';
import { Person } from '../people/person.entity.ts';
import { policiesAboutPerson } from '../reach/reach.access.ts';
import {
  AUTHORITIES_OF,
  type Authority,
  REPRESENTATIVES,
  RELATIONSHIP_KINDS,
  RelationshipKind,
} from './relationship-kind.ts';

export const TEXT_MAX = {
  asWhat: 100,
  name: 200,
  organisation: 200,
  phone: 50,
  email: 254,
  authorityReference: 100,
  school: 200,
} as const;

const RelationshipSchema = defineEntity({
  name: 'Relationship',
  tableName: 'relationship',
  properties: {
    id: p.uuid().primary().defaultRaw('uuidv7()'),
    /** Whose circle it is. */
    personId: ofPerson('relationship'),
    teamId: p.uuid(),
    kind: p.text().$type<RelationshipKind>(),
    /** In the person's words: daughter, old colleague. */
    asWhat: p.text().strictNullable(),
    /** Somebody the council knows, whose own record has its own rule. */
    otherPersonId: () =>
      p
        .manyToOne(Person)
        .mapToPk()
        .strictNullable()
        .deleteRule('no action')
        .joinColumn('other_person_id')
        .foreignKeyName('relationship_other_person')
        .index('relationship_other_person_id'),
    /** Of somebody the council knows, shown to staff who reach that person too. */
    name: p.text().strictNullable(),
    organisation: p.text().strictNullable(),
    phone: p.text().strictNullable(),
    email: p.text().strictNullable(),
    isEmergencyContact: p.boolean().default(false),
    livesWith: p.boolean().default(false),
    authority: p.text().$type<Authority>().strictNullable(),
    /** As the Office of the Public Guardian or the court has it. */
    authorityReference: p.text().strictNullable(),
    authoritySeen: p.boolean().default(false),
    bornInYear: p.smallint().strictNullable(),
    school: p.text().strictNullable(),
    fromOn: p.date().strictNullable(),
    /** The last day, once it has ended. */
    untilOn: p.date().strictNullable(),
    recordedBy: p.uuid(),
    recordedAt: p.datetime(3),
    version: p.integer().version().defaultRaw('1'),
  },
  checks: [
    { name: 'relationship_kind_known', expression: oneOf('kind', RELATIONSHIP_KINDS) },
    {
      name: 'relationship_with_somebody',
      expression: `(other_person_id is not null or name is not null)
       and other_person_id is distinct from person_id`,
    },
    ...Object.entries(AUTHORITIES_OF).map(([kind, authorities]) => ({
      name: `relationship_authority_of_${kind.toLowerCase()}`,
      expression: `kind <> '${kind}' or ${oneOf('authority', authorities)}`,
    })),
    {
      name: 'relationship_authority_of_whom',
      expression: `(kind in ('ATTORNEY', 'DEPUTY')) = (authority is not null)
       and (authority is not null or authority_reference is null and not authority_seen)`,
    },
    {
      name: 'relationship_child_is_brief',
      expression: `(kind = 'CHILD') = (born_in_year is not null)
       and (kind = 'CHILD' or school is null)
       and (kind <> 'CHILD' or other_person_id is null and organisation is null and phone is null
         and email is null and not is_emergency_contact)`,
    },
    ...lengthChecks('relationship', {
      as_what: TEXT_MAX.asWhat,
      name: TEXT_MAX.name,
      organisation: TEXT_MAX.organisation,
      phone: TEXT_MAX.phone,
      email: TEXT_MAX.email,
      authority_reference: TEXT_MAX.authorityReference,
      school: TEXT_MAX.school,
    }),
    { name: 'relationship_in_order', expression: 'until_on >= from_on' },
  ],
  rowLevelSecurity: 'force',
  policies: policiesAboutPerson('relationship'),
});

/** Somebody who is there for a person: another person, or a contact the council does not know. */
export class Relationship extends RelationshipSchema.class {
  requireCurrent(): void {
    if (this.untilOn !== null) {
      throw new Refusal('RELATIONSHIP_ENDED', 'This has ended. Add it anew if it is so again.');
    }
  }

  end(on: string): void {
    this.requireCurrent();
    if (this.fromOn !== null && on < this.fromOn) {
      throw new Refusal('ENDS_BEFORE_IT_BEGINS', `This began on ${this.fromOn}.`);
    }
    this.untilOn = on;
    this.isEmergencyContact = false;
  }

  /** Whoever is rung in the night has to be somebody who can be rung. */
  setEmergencyContact(named: boolean): void {
    this.requireCurrent();
    if (named && this.kind === RelationshipKind.CHILD) {
      throw new Refusal('CHILD_IS_NO_CONTACT', 'A child under 18 is nobody’s emergency contact.');
    }
    this.isEmergencyContact = named;
    this.requireReachableInEmergency();
  }

  requireReachableInEmergency(): void {
    if (this.isEmergencyContact && this.phone === null && this.email === null) {
      throw new Refusal('NO_WAY_TO_REACH_THEM', 'Add a phone number or an e-mail address first.');
    }
  }

  /** Who would read the record, where this relationship may: never on a power nobody has seen. */
  requireRepresentative(): string {
    this.requireCurrent();
    if (!REPRESENTATIVES.includes(this.kind) || this.otherPersonId === null) {
      throw new Refusal(
        'NOT_A_REPRESENTATIVE',
        'An attorney, a deputy or an advocate may be given access, when the council knows them as a person.',
      );
    }
    if (this.authority !== null && !this.authoritySeen) {
      throw new Refusal('AUTHORITY_NOT_SEEN', 'See the registered power or the court order first.');
    }
    return this.otherPersonId;
  }
}
RelationshipSchema.setClass(Relationship);
export { RelationshipSchema };
