/** First names by when they were often given. Put together at random with the surnames below. */
export const FIRST_NAMES: readonly {
  readonly bornFrom: number;
  readonly names: readonly string[];
}[] = [
  {
    bornFrom: 1900,
    names:
      words(`Agnes Albert Amrit Arthur Audrey Barbara Basil Beryl Cecil Cyril Daphne Denis Derek
        Doreen Doris Dorothy Edna Edwin Eileen Elsie Enid Eric Ernest Ethel Eunice Florence Frank Fred
        Freda George Gladys Gordon Gwen Harold Hazel Hilda Horace Iris Irene Ivy Jadwiga Jean Joan Joyce
        Kathleen Kenneth Kiran Leonard Lilian Lionel Mabel Margaret Marjorie Maurice Mavis May Mohan
        Muriel Nora Norman Olive Pearl Peggy Percy Phyllis Reginald Ronald Rose Roy Ruby Savitri Sidney
        Stanley Stanislaw Sylvia Thelma Vera Victor Violet Walter Wilfred Winifred`),
  },
  {
    bornFrom: 1945,
    names: words(`Alan Amina Anne Anthony Bashir Brenda Brian Carmel Carol Charles Christine Colin
        Davinder Delroy Diane Douglas Eileen Elizabeth Errol Frances Geoffrey Gerald Gillian Glenda
        Graham Gurdeep Heather Hugh Ian Inderjit Jacqueline Janet Jennifer John Josephine Judith Keith
        Kulwinder Lesley Linda Lorna Malcolm Marcia Margaret Maria Martin Mary Michael Monica Nasreen
        Neville Pamela Patricia Patrick Paul Pauline Peter Philip Raymond Richard Robert Roger Rosemary
        Sandra Sheila Shirley Stella Susan Teresa Terence Trevor Valerie Veronica Winston Yvonne`),
  },
  {
    bornFrom: 1965,
    names:
      words(`Abdul Adrian Alison Amanda Andrew Angela Anita Anwar Beverley Caroline Claire Craig
        Darren David Deborah Denise Donna Dawn Farah Fiona Gareth Gary Gavin Helen Jason Jasvir Jayne
        Joanne Julie Karen Kelly Kevin Lee Lisa Louise Mandy Marcus Mark Marlon Michelle Neil Nicola
        Nigel Omar Paula Rachel Rajesh Rebecca Rupert Sally Samantha Sarah Sean Shahid Sharon Simon
        Sonia Stephen Steven Stuart Sunita Tariq Tina Tracey Wayne Wendy Yasmin Zoe`),
  },
  {
    bornFrom: 1985,
    names: words(`Aaliyah Abigail Adam Adeola Aisha Alexander Amber Amelia Anton Ashley Ben Bethany
        Callum Charlotte Chidi Chloe Connor Daniel Dominic Elliot Emily Ella Ewan Fatima Freya Georgia
        Grace Hannah Harry Hassan Imogen Isaac Jack Jade Jake Jamal Jasmine Joseph Kai Katie Kieran
        Lauren Leah Lewis Liam Lucy Luke Maisie Megan Mia Mohammed Nadia Nathan Niamh Oliver Olivia
        Oscar Owen Paige Priya Reece Rhys Rory Ryan Samuel Shannon Sophie Tamara Thomas Tyler Zainab`),
  },
];

/** Names that many thousands bear, so that none points at anybody. */
export const FAMILY_NAMES: readonly string[] =
  words(`Abbott Adeyemi Ahmed Akhtar Allen Anderson Andrews Archer Armstrong Atkinson Bailey Baker Banerjee
    Barker Barnes Bates Begum Bell Bennett Bianchi Bishop Blackwell Booth Bradley Brennan Brooks Brown
    Bryant Burgess Burke Burton Butler Byrne Campbell Carpenter Carter Chamberlain Chan Chapman Chaudhry
    Clarke Coleman Collins Connolly Cook Cooper Cox Cunningham Curtis Dacosta Daly Davies Dawson Day
    Dean Desai Dixon Doherty Douglas Doyle Dunn Edwards Ellis Evans Farrell Fernandes Ferguson Fisher
    Fitzgerald Fletcher Ford Foster Fox Francis Freeman Fuller Gallagher Gardner Gibson Gilbert Gill
    Goodwin Gordon Graham Grant Gray Green Greenwood Griffiths Gupta Hall Hamilton Harding Harris Hart
    Harvey Hawkins Hayes Henderson Hill Hobbs Holland Holmes Hopkins Howard Hudson Hughes Hunt Hussain
    Iqbal Jackson James Jenkins Johnson Jones Joseph Joshi Kapoor Kaur Kelly Kennedy King Knight Kowalski
    Lambert Lawrence Lee Lewis Lloyd Lowe Lynch Malik Marsh Marshall Martin Mason Matthews May McCarthy
    McDonald Mehta Miller Mills Mistry Mitchell Moore Morgan Morris Moss Murphy Murray Nash Newman
    Nicholls Novak Nowak O’Brien O’Connor Okafor Oliver Osborne Owen Page Palmer Parker Parsons Patel
    Payne Pearce Pearson Perry Phillips Pinto Poole Powell Price Quinn Rahman Rao Reed Reid Reynolds
    Richards Riley Roberts Robinson Rossi Rowe Russell Ryan Sandhu Saunders Scott Shah Sharma Shaw
    Shepherd Silva Simmons Singh Smith Spencer Stevens Stewart Sullivan Sutton Taylor Thomas Thompson
    Thomson Tucker Turner Wade Walker Wallace Walsh Ward Watkins Watson Watts Webb Welch Wells West
    White Wilkinson Williams Williamson Willis Wilson Wong Wood Woods Wright Yates Yilmaz Young`);

/** What people with these names are often called. */
export const SHORT_NAMES: Readonly<Record<string, string>> = {
  Albert: 'Bert',
  Alexander: 'Alex',
  Andrew: 'Andy',
  Anthony: 'Tony',
  Arthur: 'Art',
  Christine: 'Chris',
  Daniel: 'Dan',
  Dorothy: 'Dot',
  Elizabeth: 'Liz',
  Florence: 'Flo',
  Frances: 'Fran',
  Geoffrey: 'Geoff',
  Jacqueline: 'Jackie',
  Jennifer: 'Jenny',
  Josephine: 'Jo',
  Joseph: 'Joe',
  Kathleen: 'Kath',
  Kenneth: 'Ken',
  Leonard: 'Len',
  Lilian: 'Lil',
  Margaret: 'Peggy',
  Michael: 'Mick',
  Mohammed: 'Mo',
  Nathan: 'Nate',
  Patricia: 'Pat',
  Patrick: 'Paddy',
  Raymond: 'Ray',
  Reginald: 'Reg',
  Richard: 'Dick',
  Ronald: 'Ron',
  Rosemary: 'Rosie',
  Samantha: 'Sam',
  Samuel: 'Sam',
  Stanislaw: 'Stan',
  Stanley: 'Stan',
  Susan: 'Sue',
  Terence: 'Terry',
  Thomas: 'Tom',
  Victor: 'Vic',
  Wilfred: 'Wilf',
  Winifred: 'Win',
};

function words(text: string): string[] {
  return text.split(/\s+/);
}
