"""Classes of words by which a source is told to be a person, a body, a document, or nobody; read where sources are named."""

from __future__ import annotations

import re

CLITIC = re.compile(r"(?:^|[\s(-])(il|elle|ils|elles|lui|eux|on)\)?$")
SPEAKS = re.compile(r"(?<![\w'’])(?:je|j['’]|moi|ma|mon|mes|m['’])(?![\w])|(?<![\w'’])(?:j|m)['’]", re.IGNORECASE)
ONE_OF = re.compile(r"^(?:l['’]une?|une?) d(?:e (?:ses|leurs|ces|nos)|es|['’]) ?\w", re.IGNORECASE)
WHERE = re.compile(r" (?:à la sortie|à l['’]issue|en marge|lors|devant|au micro|au terme|sous couvert|sous le couvert|à la barre)\b")
LAST = re.compile(r"^(?:ce|cette|ces)\s+(derni(?:er|ère|ers|ères))$|^(celui-ci|celle-ci|ceux-ci|celles-ci)$")
FIRST_PERSON = frozenset({"je", "j'", "-je", "nous", "moi"})
ARTICLE = re.compile(r"^(?:(?:les|le|la|du|aux|au)\s+|l['’]\s*)(?=\S)", re.IGNORECASE)
BODIES = frozenset(
    "groupe entreprise societe compagnie firme constructeur geant journal quotidien hebdomadaire magazine chaine media "
    "association organisation ong syndicat formation parti mouvement institution agence organisme institut emission "
    "site collectif club equipe federation operateur banque avionneur fabricant enseigne start-up fondation plateforme etablissement fournisseur "
    "transporteur distributeur equipementier assureur laboratoire exploitant cooperative mutuelle multinationale juridiction instance".split()
)
RUNNING = frozenset("gestionnaire exploitant operateur constructeur fabricant distributeur fournisseur transporteur producteur concessionnaire promoteur assureur "
                    "employeur organisateur proprietaire actionnaire geant leader filiale".split())
RUN_BY_BODIES = frozenset({"gestionnaire", "concessionnaire", "employeur"})
COURT_NAMES = frozenset("tribunal cour conseil chambre cassation commission comite autorite federation ligue".split())
ANY_BODY = frozenset("etablissement organisme institution administration structure entite".split())
HOUSES = frozenset(
    "usine manufacture brasserie tuilerie briqueterie cimenterie verrerie cristallerie acierie fonderie papeterie imprimerie scierie raffinerie sucrerie "
    "laiterie fromagerie chocolaterie biscuiterie conserverie distillerie minoterie filature tannerie rizerie huilerie savonnerie studio "
    "centrale holding filiale multinationale conglomerat consortium regie manufacturier motoriste croisieriste voyagiste hebergeur prestataire cimentier "
    "semencier reassureur bancassureur affreteur logisticien".split()
)  # which take up the company that owns them, or are it
TRADERS = frozenset(
    "detaillant distributeur fabricant exploitant constructeur promoteur transporteur operateur editeur fournisseur armateur assureur hebergeur importateur "
    "exportateur producteur courtier brasseur sous-traitant bailleur loueur affreteur voyagiste chimiste petrolier minier gestionnaire concessionnaire grossiste "
    "revendeur semencier motoriste prestataire installateur organisateur diffuseur negociant industriel manufacturier equipementier avionneur "
    "verrier papetier siderurgiste cimentier traiteur recycleur ferrailleur imprimeur".split()
)  # a person's trade, or a company's
UNIONS = frozenset("syndicat syndicats union unions federation confederation force solidaires sud alternative alliance unite intersyndicale centrale unsa "
                   "cgt cfdt fo cftc".split())
WARES = frozenset("marque logiciel application produit modele medicament vaccin jeu navire paquebot cargo avion film livre serie projet programme site usine".split())
PEOPLES = frozenset({"syndicat", "association", "parti", "collectif", "ong", "club", "mouvement", "formation", "cooperative", "federation"})  # not owned
APART = frozenset("autre autres second seconde premier premiere deuxieme troisieme ancien ancienne nouveau nouvel nouvelle futur future concurrent concurrente "
                  "rival rivale etranger etrangere tiers local locale voisin voisine".split())  # which tell one from another
ABROAD = {"airport": "aeroport", "airlines": "compagnie", "airways": "compagnie", "bank": "banque", "university": "universite", "hospital": "hopital",
          "group": "groupe", "company": "entreprise", "church": "eglise", "college": "universite", "museum": "musee", "foundation": "fondation",
          "agency": "agence", "party": "parti", "union": "syndicat", "rail": "compagnie", "railways": "compagnie", "motors": "constructeur",
          "pharma": "laboratoire", "pharmaceuticals": "laboratoire", "federation": "federation", "institute": "institut", "council": "conseil"}
OTHER_BODIES = frozenset(
    "autorite ministere tribunal cour conseil assemblee senat congres commission parlement prefecture mairie police parquet gouvernement "
    "universite academie comite bureau office haute armee justice hopital".split()
)
THINGS = frozenset(
    "réaction réactions information informations renseignement renseignements propos mot mots terme termes élément éléments "
    "écran photo photos vidéo vidéos image images blocage nomination autopsie événement événements mesure mesures moment "
    "réponse réplique commentaire commentaires explication explications justification verdict conclusion avertissement "
    "échange échanges rencontre réunion interview entretien conférence calcul calculs donnée données chiffre chiffres "
    "constatation constatations point décompte décomptes comptage comptages évaluation évaluations observation observations vérification vérifications "
    "pointage inventaire recoupement recoupements signalement annonce annonces promesse aveu aveux révélation révélations confidence confidences "
    "fil compte page registre fichier base carte tableau organigramme calendrier feuille guide lexique manuel étude examen recommandation "
    "recommandations consigne consignes préconisation préconisations avertissements alerte alertes discours allocution prise intervention exposé "
    "présentation démonstration plaidoirie réquisitoires déposition dépositions audition auditions".split()
)
WIDER = frozenset(
    "homme femme interesse interessee elu elue dirigeant dirigeante responsable depute deputee senateur senatrice eurodepute eurodeputee "
    "syndicaliste avocat avocate conseil chercheur chercheuse specialiste expert experte economiste historien historienne politologue "
    "sociologue professeur professeure enseignant enseignante magistrat magistrate militant militante patron patronne trentenaire "
    "quadragenaire quinquagenaire sexagenaire septuagenaire octogenaire retraite retraitee mere pere habitant habitante riverain "
    "riveraine agriculteur agricultrice medecin ecrivain ecrivaine romancier romanciere acteur actrice chanteur chanteuse artiste "
    "selectionneur selectionneuse entraineur entraineuse technicien technicienne capitaine attaquant milliardaire candidat candidate "
    "scientifique universitaire auteur autrice auteure ecologiste negociateur negociatrice opposant opposante diplomate haut-fonctionnaire commercant commercante temoin".split()
)
ISSUED = frozenset("communique declaration lettre tweet texte document rapport message courrier courriel mail note tribune billet lettre article "
                    "etude avis post video bulletin circulaire livre ouvrage arrete".split())
SAME_WORK = {"etude": ("article", "travaux", "recherche", "enquete"), "travaux": ("article", "etude"), "recherche": ("article", "etude"), "article": ("etude", "enquete")}
STATEMENTS = frozenset("communique tweet declaration post courriel message lettre courrier bulletin circulaire".split())
SENT = frozenset("delegue deleguee representant representante porte-parole parole responsable secretaire syndicaliste elu elue militant militante dirigeant "
                 "dirigeante cadre coordinateur coordinatrice tresorier tresoriere animateur animatrice president presidente leader".split())
OF_JUSTICE = frozenset(
    "procureur procureure juge substitut substitute avocat avocate commissaire victime plaignant plaignante accuse accusee prevenu prevenue suspect suspecte "
    "temoin medecin expert experte greffier greffiere magistrat magistrate gendarme policier policiere enqueteur enquetrice prefet prefete sous-prefet "
    "sous-prefete legiste psychiatre psychologue conducteur conductrice chauffeur automobiliste mere pere fils fille frere soeur epouse epoux mari veuve "
    "veuf compagne compagnon voisin voisine journaliste animateur animatrice presentateur presentatrice interlocuteur interlocutrice intervieweur "
    "adversaire rival rivale homologue arbitre pompier pape roi reine".split()
)
ANY_DOCUMENT = frozenset({"document", "texte"})
SUSPECTS = frozenset("suspect suspecte prevenu prevenue accuse accusee homme femme interesse interessee conducteur conductrice detenu detenue "
                      "trentenaire quadragenaire quinquagenaire sexagenaire septuagenaire octogenaire jeune retraite retraitee".split())
DEFENDANTS = frozenset("prevenu prevenue accuse accusee suspect suspecte inculpe inculpee condamne condamnee".split())
TRIED = frozenset("juger poursuivre condamner accuser soupçonner suspecter inculper écrouer incarcérer interpeller arrêter déférer renvoyer mettre "
                  "extrader placer acquitter relaxer appréhender identifier".split())  # of whom it is done
STANDS_TRIAL = frozenset("comparaître encourir écoper purger".split())  # who does it
COUNSEL = frozenset("avocat avocate conseil procureur procureure substitut substitute juge magistrat magistrate porte-parole commissaire prefet "
                     "prefete president presidente".split())
OFFICES = frozenset(
    "negociateur negociatrice emissaire envoye envoyee representant representante delegue deleguee leader dirigeant dirigeante "
    "maire prefet prefete sous-prefet sous-prefete procureur procureure president presidente ministre premier juge directeur directrice proviseur "
    "proviseure recteur rectrice cure eveque archeveque cardinal pape commissaire avocat avocate conseil greffier greffiere rapporteur rapporteure "
    "porte-parole parole patron patronne gerant gerante proprietaire bailleur entraineur entraineuse capitaine arbitre selectionneur selectionneuse victime "
    "accuse accusee prevenu prevenue suspect suspecte plaignant plaignante temoin chancelier chanceliere roi reine gouverneur gouverneure chef cheffe "
    "chauffeur conducteur conductrice pilote assureur medecin mere pere fils fille frere soeur epouse epoux mari veuve veuf compagne compagnon voisin "
    "voisine mediateur mediatrice bourgmestre bourgmestre syndic tresorier tresoriere secretaire doyen doyenne substitut substitute batonnier batonniere "
    "legiste psychiatre psychologue huissier notaire concierge gardien gardienne coach numero chancelier ambassadeur ambassadrice general colonel "
    "lieutenant adjoint adjointe fondateur fondatrice createur creatrice auteur autrice agresseur tueur meurtrier meurtriere assassin assaillant "
    "kamikaze tireur terroriste public peuple client cliente patient patiente automobiliste cycliste pieton motard passager passagere enfant bebe".split()
)
BENCH = frozenset("president presidente juge procureur procureure avocat avocate expert experte".split())
COURTS = frozenset("tribunal cour assises proces".split())
PRESS = frozenset("quotidien journal hebdomadaire magazine chaine media site radio titre mensuel".split())
ORIGINS = ("ais", "aise", "ois", "oise", "ien", "ienne", "éen", "éenne", "ain", "aine", "in", "ine", "ard", "arde", "ol", "ole", "and", "ande", "ite", "ote", "iot", "iote")
FIELD_POSTS = frozenset({"milieu de terrain", "demi de mêlée", "demi d'ouverture", "meneur de jeu", "gardien de but", "arrière gauche", "arrière droit"})
AGENTS = ("eur", "euse", "ier", "ière", "iste", "ien", "ienne", "ant", "ante", "trice", "ard", "aire", "ogue", "man", "ligne", "ais", "ois")
NOBODY = frozenset("tout chose fait reste question problème idée objectif but ton pire mieux maison affaire cas temps heure monde rue route vie mort voiture "
                    "projet match film livre marché foule ambiance histoire légende coutume tradition réponse rumeur science nature droit".split())
LENT = frozenset("loi constitution reglement jugement ordonnance acte plainte".split())
CONTINUING = frozenset("ajouter poursuivre préciser insister conclure reprendre compléter continuer enchaîner renchérir".split())
ANSWERING = frozenset("répondre répliquer rétorquer riposter objecter réagir".split())
BY_WAY = frozenset("communiqué courriel courrier tweet mail lettre".split())
SAYINGS = frozenset("avertissement constat formule phrase mot message cri aveu confidence appel citation boutade promesse question sentence remarque verdict "
                     "analyse déclaration confession phrases mots propos tirade pique attaque charge réplique".split())
PROCEEDINGS = frozenset("examen enquête enquêtes accusé accusée accusés accusées inculpé inculpée inculpés inculpées soupçonné soupçonnée soupçonnés "
                         "poursuivi poursuivie poursuivis poursuites plainte plaintes condamné condamnée condamnés jugé jugée jugés "
                         "chef chefs détention écroué écrouée écroués instruction".split())
AGED = frozenset("trentenaire quadragenaire quinquagenaire sexagenaire septuagenaire octogenaire nonagenaire centenaire retraite retraitee interesse interessee".split())
SEATED = frozenset("depute deputee senateur senatrice elu elue eurodepute eurodeputee candidat candidate responsable dirigeant dirigeante patron patronne".split())
_POLITICS = frozenset("maire president presidente vice-president vice-presidente ministre rapporteur rapporteure porte-parole secretaire conseiller conseillere "
                      "chef cheffe leader adjoint adjointe depute deputee senateur senatrice candidat candidate membre dirigeant dirigeante fondateur "
                      "fondatrice tete elu elue eurodepute eurodeputee premier figure parole patron patronne coordinateur coordinatrice opposant opposante "
                      "edile parlementaire delegue deleguee militant militante ecologiste socialiste communiste insoumis insoumise macroniste centriste "
                      "republicain republicaine liberal liberale conservateur conservatrice travailliste democrate souverainiste".split())
_SPORTS = frozenset("joueur joueuse attaquant attaquante defenseur defenseure milieu gardien gardienne capitaine international internationale ailier ailiere "
                    "pilier buteur buteuse meneur meneuse pivot arriere talonneur demi centre avant-centre cycliste coureur coureuse skieur skieuse nageur "
                    "nageuse athlete champion championne sportif sportive boxeur boxeuse judoka escrimeur escrimeuse pilote navigateur navigatrice skipper "
                    "sprinteur sprinteuse perchiste recrue prodige vainqueur vainqueure laureat laureate basketteur basketteuse handballeur handballeuse "
                    "rugbyman footballeur footballeuse tennisman selectionneur selectionneuse entraineur entraineuse technicien coach".split())
_TRADE = frozenset("patron patronne pdg directeur directrice dirigeant dirigeante fondateur fondatrice cofondateur cofondatrice entrepreneur entrepreneuse "
                   "gerant gerante president presidente homme femme industriel industrielle milliardaire chef cheffe actionnaire proprietaire".split())
_ARTS = frozenset("chanteur chanteuse acteur actrice comedien comedienne realisateur realisatrice cineaste ecrivain ecrivaine romancier romanciere auteur "
                  "autrice artiste musicien musicienne rappeur rappeuse humoriste peintre sculpteur sculptrice photographe metteur metteuse danseur danseuse "
                  "compositeur compositrice violoniste pianiste chef cheffe star vedette interprete dessinateur dessinatrice poete".split())
TRADES = _SPORTS | _ARTS
_UNION = frozenset("syndicaliste delegue deleguee secretaire representant representante porte-parole militant militante leader responsable dirigeant dirigeante "
                   "greviste ouvrier ouvriere cheminot cheminote salarie salariee employe employee membre coordinateur coordinatrice president presidente".split())
_SCHOOL = frozenset("proviseur proviseure principal principale directeur directrice recteur rectrice doyen doyenne enseignant enseignante professeur professeure "
                    "instituteur institutrice pedagogue chef cheffe prof universitaire".split())
_HEALTH = frozenset("medecin docteur docteure chirurgien chirurgienne infirmier infirmiere soignant soignante praticien praticienne urgentiste cardiologue pediatre "
                    "psychiatre neurologue generaliste specialiste chef cheffe professeur professeure sage-femme aide-soignant aide-soignante interne "
                    "anesthesiste radiologue oncologue infectiologue epidemiologiste virologue geriatre gynecologue obstetricien obstetricienne pharmacien "
                    "pharmacienne reanimateur reanimatrice kinesitherapeute dentiste".split())
_FARM = frozenset("agriculteur agricultrice eleveur eleveuse maraicher maraichere viticulteur viticultrice vigneron vigneronne cerealier cerealiere producteur "
                  "productrice arboriculteur arboricultrice berger bergere apiculteur apicultrice exploitant exploitante paysan paysanne fermier fermiere "
                  "ostreiculteur ostreicultrice pecheur pecheuse president presidente horticulteur horticultrice riziculteur rizicultrice".split())
_SHOPS = frozenset("commercant commercante patron patronne gerant gerante boulanger boulangere restaurateur restauratrice hotelier hoteliere boucher bouchere "
                   "pharmacien pharmacienne libraire fleuriste coiffeur coiffeuse epicier epiciere cafetier cafetiere buraliste garagiste artisan artisane "
                   "cuisinier cuisiniere chef cheffe proprietaire traiteur traiteuse patissier patissiere fromager fromagere entrepreneur entrepreneuse".split())
_CHURCH = frozenset("eveque archeveque cardinal prelat cure pretre pere abbe religieux religieuse soeur pasteur pasteure rabbin imam pape pontife vicaire "
                    "moine ecclesiastique".split())
_FORCES = frozenset("commissaire officier policier policiere colonel colonelle general generale commandant commandante gendarme capitaine militaire lieutenant "
                    "lieutenante major adjudant adjudante sergent sergente amiral inspecteur inspectrice brigadier soldat soldate chef cheffe grade pompier "
                    "pompiere douanier douaniere".split())
_SCIENCE = frozenset("chercheur chercheuse scientifique professeur professeure directeur directrice universitaire specialiste expert experte economiste sociologue "
                     "historien historienne politologue physicien physicienne biologiste climatologue geologue geographe demographe ecologue anthropologue "
                     "archeologue astronome chimiste hydrologue glaciologue linguiste juriste philosophe ingenieur ingenieure docteur docteure doctorant "
                     "doctorante enseignant enseignante ornithologue sismologue volcanologue agronome botaniste zoologiste".split())
_PRESS_PEOPLE = frozenset("journaliste reporter redacteur redactrice correspondant correspondante animateur animatrice presentateur presentatrice editorialiste "
                          "chroniqueur chroniqueuse directeur directrice patron patronne photographe".split())
_CLUBS = frozenset("benevole president presidente militant militante fondateur fondatrice tresorier tresoriere secretaire membre responsable porte-parole "
                   "coordinateur coordinatrice directeur directrice cofondateur cofondatrice animateur animatrice activiste".split())
_BAR = frozenset("avocat avocate conseil penaliste defenseur juriste batonnier batonniere".split())
FIELDS = (_POLITICS, _SPORTS, _TRADE, _ARTS, _UNION, _SCHOOL, _HEALTH, _FARM, _SHOPS, _CHURCH, _FORCES, _SCIENCE, _PRESS_PEOPLE, _CLUBS, _BAR)
INSTITUTIONAL = frozenset("prefet prefete maire ministre president presidente premier premiere gouverneur gouverneure recteur rectrice porte-parole parole chancelier "
                          "chanceliere directeur directrice secretaire bourgmestre".split())  # need no introduction
NAMED_AFTER = frozenset("aéroport rue avenue place boulevard lycée collège école hôpital stade pont prix fondation musée square gare université station quartier "
                        "salle théâtre centre institut clinique gymnase piscine port barrage mausolée cimetière parc jardin quai allée cours trophée coupe".split())
COMPANIES = frozenset("groupe entreprise societe firme constructeur compagnie geant operateur fabricant enseigne banque start-up transporteur equipementier "
                       "fournisseur distributeur assureur exploitant multinationale avionneur laboratoire etablissement".split())
BEFORE_NAMES = frozenset("m. m mm. mme mmes mlle me dr dr. pr mgr . le la l' maître monsieur madame « \"".split())
GOVERNING = frozenset("de du des d' à au aux en pour par chez avec contre sur sous dans vers comme entre".split())
SUBJECT_PRONOUNS = frozenset({"il", "elle", "ils", "elles", "-il", "-elle", "-ils", "-elles", "-t-il", "-t-elle", "-t-ils", "-t-elles"})
