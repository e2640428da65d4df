use super::Column::{
    self, AwardedOn, CertificateNumber, Department, Edition, Email, EndsOn, ExpiresOn, FirstName, Institute, LastName,
    Name, Position, Qualification, StartsOn,
};

/// The headings that mean a column, as [`super::plain`] leaves them, divided by blanks.
pub struct Words {
    pub column: Column,
    /// What the column holds, for people.
    pub what: &'static str,
    /// What surely means it.
    sure: &'static str,
    /// What means it only where no heading of the first kind is there.
    likely: &'static str,
}

impl Words {
    /// Whether a heading surely means the column.
    pub fn sure(&self, plain: &str) -> bool {
        self.sure.split_whitespace().any(|word| word == plain)
    }

    /// Whether a heading means the column, for want of a better one.
    pub fn likely(&self, plain: &str) -> bool {
        self.likely.split_whitespace().any(|word| word == plain)
    }
}

/// English, German, French and Spanish, and the exports of common directories, personnel and learning systems. In the
/// order of the columns.
pub const WORDS: [Words; 14] = [
    Words {
        column: Email,
        what: "e-mail address",
        sure: "email mail emailaddress mailaddress workemail emailwork businessemail companyemail primaryemail \
               emailprimary emailprimarywork primaryworkemail emailaddresswork workemailaddress emailadresse \
               mailadresse emailgeschaftlich geschaftlicheemail dienstlicheemail courriel adressemail \
               adresseemail adressecourriel mel courrielprofessionnel emailprofessionnel correo \
               correoelectronico direcciondecorreo direcciondecorreoelectronico correocorporativo useremail \
               employeeemail emailid",
        likely: "userprincipalname upn username login loginname benutzername userid",
    },
    Words {
        column: Name,
        what: "name",
        sure: "name fullname nom nombre employeename vollstandigername vorundnachname vorundzuname nomcomplet \
               nometprenom prenometnom nomprenom nombrecompleto nombreyapellidos nombreyapellido \
               mitarbeitername",
        likely: "displayname legalname preferredname employee worker person anzeigename mitarbeiter mitarbeiterin \
               collaborateur salarie empleado",
    },
    Words {
        column: FirstName,
        what: "first name",
        sure: "firstname givenname forename legalfirstname vorname rufname prenom nombredepila primernombre \
               fname",
        likely: "preferredfirstname",
    },
    Words {
        column: LastName,
        what: "last name",
        sure: "lastname surname familyname legallastname nachname familienname zuname nomdefamille apellido \
               apellidos sn lname",
        likely: "",
    },
    Words {
        column: Department,
        what: "department",
        sure: "department departmentname departmentpath dept abteilung departement departamento orgunit \
               orgunitpath organisationunit organizationunit organisationalunit organizationalunit \
               supervisoryorganization organisationseinheit unite unidadorganizativa",
        likely: "team unit businessunit division bereich service direction area unidad gruppe group costcenter \
               costcentre",
    },
    Words {
        column: Position,
        what: "position",
        sure: "position positiontitle positionname jobtitle businesstitle worktitle jobposition funktion stelle \
               stellenbezeichnung berufsbezeichnung poste fonction intituledeposte intituleduposte puesto \
               puestodetrabajo cargo funcion",
        likely: "job title role jobrole rolle tatigkeit emploi designation occupation",
    },
    Words {
        column: StartsOn,
        what: "first day of work",
        sure: "startdate start startson hiredate datehired dateofhire hired joindate joiningdate dateofjoining \
               entrydate employmentstart employmentstartdate contractstart eintritt eintrittsdatum eintrittam \
               beginn startdatum datedentree dateentree datedebut datededebut datedembauche fechadeinicio \
               fechainicio fechadeingreso fechaingreso fechadealta fechadecontratacion",
        likely: "originalhiredate",
    },
    Words {
        column: EndsOn,
        what: "last day of work",
        sure: "enddate end endson terminationdate leavingdate leavedate exitdate lastday lastworkingday \
               employmentend employmentenddate contractend contractenddate austritt austrittsdatum austrittam \
               ende enddatum datedesortie datesortie datefin datedefin datededepart fechadefin fechafin \
               fechadebaja fechadesalida",
        likely: "",
    },
    Words {
        column: Qualification,
        what: "qualification",
        sure: "qualification qualificationname certification certificationname certificate certificatename \
               qualificationlevel certificationlevel qualifikation zertifikat zertifizierung certificat \
               cualificacion certificacion certificado",
        likely: "level stufe niveau nivel course coursename exam kurs prufung examen",
    },
    Words {
        column: Institute,
        what: "institute",
        sure: "institute examinstitute awardingbody awardedby issuer issuedby issuingbody issuingorganization \
               issuingorganisation certificationbody institut aussteller ausgestelltvon zertifizierer \
               prufungsinstitut organisme organismecertificateur delivrepar entidad entidademisora emitidopor \
               instituto",
        likely: "provider anbieter",
    },
    Words {
        column: AwardedOn,
        what: "day of award",
        sure: "awardedon awarddate dateawarded issuedate issuedon dateissued certificationdate certificatedate \
               passedon datepassed obtainedon erworbenam ausgestelltam ausstellungsdatum bestandenam \
               zertifikatsdatum obtenule datedobtention datedemission fechadeobtencion fechadeemision \
               fechaemision obtenidoel",
        likely: "completiondate completedon datecompleted examdate prufungsdatum",
    },
    Words {
        column: ExpiresOn,
        what: "day of expiry",
        sure: "expireson expires expirydate expirationdate expiry validuntil validto gultigbis ablaufdatum \
               ablauf lauftabam valablejusquau datedexpiration expirele fechadecaducidad fechadevencimiento \
               validohasta caducidad",
        likely: "",
    },
    Words {
        column: CertificateNumber,
        what: "certificate number",
        sure: "certificatenumber certificateno certificatenr certificateid certnumber certno certid \
               credentialid zertifikatsnummer zertifikatnummer zertifikatsnr zertifikatnr numeroducertificat \
               numerodecertificat numerodecertificado numerocertificado",
        likely: "candidatenumber",
    },
    Words {
        column: Edition,
        what: "edition of the standard",
        sure: "edition editionexamined examedition standardedition editionofthestandard editionofstandard standardversion \
               versionofthestandard ausgabe normausgabe ausgabedernorm normversion editiondelanorme versiondelanorme \
               ediciondelanorma edicion versiondelanorma",
        likely: "isoversion isoedition",
    },
];

#[cfg(test)]
mod tests {
    use super::super::plain;
    use super::*;

    #[test]
    fn the_words_are_written_as_headings_are_compared() {
        for (at, words) in WORDS.iter().enumerate() {
            assert_eq!(words.column as usize, at, "{} stands in its place", words.what);
            for word in words.sure.split_whitespace().chain(words.likely.split_whitespace()) {
                assert_eq!(plain(word), *word);
                let meanings =
                    WORDS.iter().map(|words| usize::from(words.sure(word)) + usize::from(words.likely(word)));
                assert_eq!(meanings.sum::<usize>(), 1, "{word} means one thing");
            }
        }
    }
}
