#pragma once

#include <string_view>

/// Saved pages in the layouts of several publishers. Every word of them is invented for these
/// tests.
namespace casebook::pages {

inline constexpr std::string_view kSpringerPreview =
    R"page(Lasting Silence of Invented Tinnitus after Whistling Lessons


A 13-year-old girl was seen in an invented hospital because of a whistle in both ears. Whistling lessons were begun, and the whistle fell silent within 2 weeks. Seven months later it came back, and >95% of it went away after a second course of lessons. These findings suggest the use of whistling lessons in invented tinnitus.

This is a preview of subscription content, sign in for the rest.


  1. 1.

    Flute A, O’Boe B, Clarinet C, et al. Whistling in the ear.Sound. 1981;12:101–108.

    PubMed  PubMed Central  CAS  Google Scholar 

  2. 2.

    Horn D. Lessons for the ear: a trial.J Ear. 1990;3:1–8. https://doi.org/10.9999/not.ours

    Article  Google Scholar 

  3. 3.

    Drum E, Bell F. Silence.Noise. 2000;96:20–54.

    CAS  Google Scholar 

Download references

Author information



Corresponding author

Correspondence to Anna Piper or Bruno Fiddler.

About this article

Cite this article

Piper, A., Fiddler, B., Harper, C. et al. Lasting Silence of Invented Tinnitus after Whistling Lessons. Int J Invent 77, 277–281 (2003).

Download citation

Key words

  • Tinnitus
  • Whistling lessons
  • Invented disease
)page";

inline constexpr std::string_view kSpringerOld = R"page(Invented Journal of Knees

, Volume 80, Issue 3, pp 246–249 | Cite as

A Made-up Antibody Brought Back the Bend of a Stiff Knee

  • Akira Sample
  • Yoko Example
  • Masa Specimen
Case Report


A stiff knee is rarely treated with antibodies. This report describes a patient whose made-up knee disease was treated with one. He had received heat, cold and rest. After 8 mg/kg every 2 weeks the knee could be bent within 4 months.

Key words

Knee Made-up antibody Bending 


Unable to display preview. Download preview PDF.


  1. 1.
    Klara X. Stiff knees. Clin Rev Knee. 1998;16:285–295.CrossRefGoogle Scholar
  2. 2.
    Benno Y. More stiff knees. Am J Knee. 2002;69:258–271.CrossRefPubMedGoogle Scholar

Copyright information

© The Invented Society of Knees 2004

Authors and Affiliations

  • Akira Sample
    • 1
  • Yoko Example
    • 1
  • Masa Specimen
    • 2
  1. 1.Division of Knees, Invented HospitalSomewhere
  2. 2.Laboratory of Bending, Made-up UniversityElsewhere

Personalised recommendations
)page";

inline constexpr std::string_view kNature = R"page(Skip to main content

Thank you for visiting example.com. Yours is a browser version with limited support.

  • Case Report
  • Published:

AB-7/XYZ therapy for refractory invented hiccups relapsing after unrelated laughter

Abstract

Hiccups are a known consequence of laughter. We gave AB-7 to a patient whose hiccups came back after unrelated laughter. While the number of hiccups rose at first, the patient was free of them for 5 months after XYZ had been added.

This is a preview of subscription content, read it through your library

Access options

Prices may be subject to local taxes

Similar content being viewed by others

Sneezing after pepper: a thing that other people have read about at great length before

Author information

Authors and Affiliations

Rights and permissions

About this article

Cite this article

Hick, H., Cup, S., Gulp, T. et al. AB-7/XYZ therapy for refractory invented hiccups relapsing after unrelated laughter. Hiccup Transplant 23, 183–185 (1999). https://doi.org/10.5555/sj.hic.1700000

Download citation

  • Received:

  • Accepted:

  • Published:

  • DOI: https://doi.org/10.5555/sj.hic.1700000

Keywords

This article is cited by

Search

Quick links
)page";

inline constexpr std::string_view kQuestionPortal =
    R"page(the Use of XYZ in Treating Invented Itch - Skin Medicine

Share to:

XYZ (Anti-Itch Powder)


Regarding the use of XYZ powder in the treatment of invented itch, here is the question that I have:
I have had an invented itch for three weeks and would like to know whether the powder is safe for children.

Could it be used together with the blue ointment that our neighbour

ROSE, 30~39 year old female. Ask Date: 2003/11/02

Dr. Some Body reply Skin Medicine


Hello: 1.
The powder is safe in children above two years of age, if it is used for no longer than a week.
2.
The blue ointment should be left out while the powder is in use, since both of them dry the skin.

Reply Date: 2003/11/02

More Info


Invented itch is a rare condition which comes and goes. It is treated with powder, ointment, or simply with time.

Similar Q&A

Advice on Invented Itch in Dogs

My dog is 7 years old and has an invented itch. A look at his skin showed that only about 30% of it is...


Dr. Any One reply Veterinary
Hello! Your dog has an invented itch, which is caused by the grass in your garden and will go in autumn...

[Read More] Advice on Invented Itch in Dogs


Related FAQ

Itch

(Skin Medicine)

Diagnosis

(Family Medicine)
)page";

inline constexpr std::string_view kKorean = R"page(Korean J Invent 2003; 38(2):

Published online May 31, 2003

© The Invented Society of Korea

가상의 무릎 질환 환자에서 시도한 상상 치료의 효과에 대한 보고

김가상, 이상상, 박허구

상상대학교 의과대학 가상내과학교실

Effect of an Imaginary Therapy for a Patient with a Fictitious Disease of the Knee

Ga Sang Kim, Sang Sang Lee, Heo Gu Park

Department of Fiction, Imaginary University College of Medicine, Nowhere, Korea


A fictitious disease of the knee is rare, and what lies behind it is unknown. We report an adult who had the disease in the left knee 42 months after a fall. He was given imaginary therapy and is well for 12 months.

Keywords Fictitious disease; Knee joint; Imaginary therapy;


Korean J Invent 2003; 38(2): 131-135

Published online May 31, 2003

Copyright © The Invented Society of Korea.

가상의 무릎 질환 환자에서 시도한 상상 치료의 효과에 대한 보고

김가상, 이상상, 박허구

상상대학교 의과대학 가상내과학교실

Effect of an Imaginary Therapy for a Patient with a Fictitious Disease of the Knee

Ga Sang Kim, Sang Sang Lee, Heo Gu Park

Department of Fiction, Imaginary University College of Medicine, Nowhere, Korea


A fictitious disease of the knee is rare, and what lies behind it is unknown. We report an adult who had the disease in the left knee 42 months after a fall. He was given imaginary therapy and is well for 12 months.

Keywords: Fictitious disease, Knee joint, Imaginary therapy,

Invent Res
Volume 51 2024

Share this article on

  • line

Related articles in IR

pISSN 0000-0000
eISSN 0000-0001
qr-code Download
)page";

inline constexpr std::string_view kBmc = R"page(Skip to main content
Advertisement

BMC

Search
Explore journals
Get published
About BMC
Login

Menu

Annals of Invented Case Reports

Home
About
Articles
Submission Guidelines

Case report
Open access
Published: 12 January 2012

Green-tinted nails after a course of imaginol in a beekeeper: a case report

Anna-Lena Øst1,
Béla Kovács2,3 &
Maria de la Cruz1

Annals of Invented Case Reports volume 6, Article number: 12 (2012) Cite this article

5210 Accesses

3 Citations

Metricsdetails

Abstract
Background
Imaginol is an invented drug which has never been linked to coloured nails in any of the reports that we know.

Case presentation
We describe a 51-year-old beekeeper of Nowhere whose nails turned green three weeks after imaginol was begun.

Conclusions
Physicians should look at the nails of every patient who is given imaginol for a longer time.

Peer Review reports

Background
Imaginol is given to patients with invented diseases. Its side effects are known to be mild and pass within a week [1].

Case presentation
A 51-year-old beekeeper came to our clinic with green nails. She had been given imaginol 5 mg daily for a cough.

Figure 1
Green nails of the patient on admission.

Full size image

The drug was stopped, and the nails grew out without colour over the six months that followed.

Discussion
This is the first report of green nails under imaginol, and the mechanism of it remains unknown to us.

Conclusions
Nails should be looked at.

References
1. Invent A, Maker B: The side effects of imaginol. J Imag Med. 2003, 12: 33-39.

Article CAS PubMed Google Scholar

2. Other C: Coloured nails. Nail Res. 2001, 3: 1-9. 10.1234/nail.2001.3.

Article PubMed Google Scholar

Download references

Acknowledgements
We thank the patient.

Author information
Authors and Affiliations
Department of Invention, University of Nowhere, Nowhere, Utopia
Anna-Lena Øst & Maria de la Cruz

Corresponding author
Correspondence to Anna-Lena Øst.

Additional information
Competing interests
The authors declare that they have no competing interests.

Rights and permissions
This is an open access article distributed under the terms of the Invented Licence, which lets anyone use it.

Reprints and permissions

About this article
Cite this article
Øst, AL., Kovács, B. & de la Cruz, M. Green-tinted nails after a course of imaginol in a beekeeper: a case report. Ann Invented Case Rep 6, 12 (2012). https://doi.org/10.5555/1752-0000-6-12

Download citation

Received: 01 August 2011

Accepted: 12 January 2012

Published: 12 January 2012

DOI: https://doi.org/10.5555/1752-0000-6-12

Share this article
Anyone you share the following link with will be able to read this content:

Get shareable link
Keywords
Nail
Imaginol
Beekeeper
)page";

inline constexpr std::string_view kElsevier = R"page(Journals & Books
Help
Search
My account
Sign in

View PDF
Download full issue

Invented Leukemia Letters
Volume 27, Issue 5, May 2003, Pages 423-426

Invented Leukemia Letters

Case report
Sudden blue hair during remission of a made-up leukemia

Author links open overlay panelJohn Q. Sample a, Jane Doe b, Kenji Tanaka a b

Show more
Add to Mendeley
Share
Cite

https://doi.org/10.5555/S0145-2126(02)00001-1
Get rights and content

Abstract
A 40-year-old woman with a made-up leukemia in remission developed blue hair within two days. The hair was cut, and it did not come back. We discuss what this may mean.

Introduction
Blue hair is rarely seen in adults who have not asked for it, and it has not been linked to leukemia so far.

Section snippets
Case report
A 40-year-old woman was seen in our hospital because of blue hair which she had found in the morning.

References (3)
A. Painter
On blue hair
Hair Today
(1999)

Cited by (2)
Purple hair in a patient with a made-up lymphoma
2010, Invented Lymphoma

Recommended articles (6)
Research article
Green hair in swimmers: what is known of it after fifty years of swimming in pools
Pool Medicine, Volume 3, 1988, pp. 1-5

View full text
Copyright © 2003 Elsewhere Science Ltd. All rights reserved.
)page";

inline constexpr std::string_view kWiley = R"page(Invented Journal of Haematology
Case Report
Free Access
Recovery from a fabricated anaemia after singing lessons
Peter Müller, Chloé Dubois, Ivan Petrov
First published: 12 March 2010
https://doi.org/10.5555/j.1365-0000.2010.00001.x
Citations: 5
Dr P. Müller, Department of Song, Hospital of Nowhere, 1 Sample Street, Nowhere. E-mail: p.mueller@example.org
About

PDF
Tools
Share
Summary
We report a 33-year-old man whose fabricated anaemia resolved after twelve singing lessons. His haemoglobin rose from 80 to 130 g/l within three months. No other treatment had been given.

Case report
A 33-year-old man was referred to us with fatigue that had lasted for half a year and grew worse.

References
Smith J, Doe A. Singing and blood. J Song 2001; 3: 4-9.
Web of Science®Google Scholar
Major B. Scales in anaemia. Br J Scale 1999; 12: 77-80.
CrossrefPubMedWeb of Science®Google Scholar

Citing Literature
Volume149, Issue1
April 2010
Pages 123-125
)page";

inline constexpr std::string_view kPmc =
    R"page(As a library, NLM provides access to scientific literature. Inclusion in an NLM database does not imply endorsement.

J Invented Case Rep. 2014 Feb 3; 8: 41.
Published online 2014 Feb 3. doi: 10.5555/1752-1947-8-41
PMCID: PMC0000001
PMID: 00000001

A woman who sneezed at the full moon: a case report.

Nora Jones,#1 Bo Diddley,2 and Ella Smith1

Author information Article notes Copyright and License information PMC Disclaimer

Abstract

Introduction

Sneezing at the full moon has not been written up so far, as far as our search of the literature could show.

Case presentation

A 29-year-old woman of invented origin came to us in spring after thirteen months of sneezing at each full moon.

Keywords: Moon, Sneezing, Invented disease

Introduction

Sneezing is a reflex that everybody knows, and many triggers for it have been named over the past hundred years.

Case presentation

A 29-year-old woman came to our clinic. Her nose was found to be without any change that could be seen.

Table 1

Sneezes by phase of the moon

Discussion

Our patient was helped by closed curtains. The reason for that may be seen in the light of the moon.

Abbreviations

FM: Full moon.

References

    Crater A. The moon and the nose. Luna. 2001;1:2-3. [PubMed] [Google Scholar]
    Tide B. Moonlight. Selene. 2002;2:20-33. doi: 10.5555/other.2002. [PubMed] [CrossRef] [Google Scholar]

Articles from Journal of Invented Case Reports are provided here courtesy of Nobody
)page";

inline constexpr std::string_view kJstage = R"page(J-STAGE home
架空血液
44 巻 (2003) 5 号
書誌
架空血液
2003年 44巻 5号 p. 321-326
症例報告
架空の抗体療法が奏効した仮想性貧血の1例
山田 太郎, 鈴木 花子, 佐藤 一郎
著者情報
山田 太郎
架空大学医学部血液内科
キーワード: 仮想性貧血, 抗体療法, 寛解
ジャーナル フリー
抄録
症例は45歳の女性。架空の症状を主訴に来院し、仮想性貧血と診断された。抗体療法を8週間行い、貧血は改善した。以後2年間再発をみていない。
引用文献 (2)
1) 田中一: 架空の貧血. 架空血液 40: 12-15, 1999.
2) Smith J: Invented anemia. Blood Inv 12: 1-5, 2000.
関連文献 (0)
)page";

inline constexpr std::string_view kShortQuestion = R"page(Home
Ask a doctor
Menu

Can imaginol be taken together with grapefruit?

Question:
I am a 45 year old man and have been taking imaginol for two years because of my invented disease. Can I eat grapefruit with it?

Asked by: Tom, 12 March 2015

Answer:
Answered by Dr. Jane Roe, Clinical Pharmacology

Grapefruit slows the breakdown of imaginol in the liver. You should leave it out while you take the drug, and have your level checked.

Was this helpful?
Share
Related questions
Is imaginol safe in pregnancy?
What should I do if I forget a dose of imaginol and only notice it on the next day?
)page";

inline constexpr std::string_view kChineseQuestion = R"page(首页
登录
再生不良的虚构贫血怎么治疗？
病情描述：
患者女，35岁，三个月前确诊为虚构贫血，目前口服想象醇，血红蛋白80g/L，想问还有什么别的治疗方法。
提问时间：2018-05-06
王小明 医生回复
您好，虚构贫血可以继续口服想象醇治疗，同时定期复查血常规，如果三个月后没有好转，可以考虑联合其他药物。
相关问题
虚构贫血可以吃苹果吗？
)page";

}  // namespace casebook::pages
