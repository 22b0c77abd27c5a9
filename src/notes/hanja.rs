//! The syllables in which Chinese characters are read in Korean. A word with another one is not
//! Sino-Korean: `서버`, `캐시`, `값`. In: a word. Out: yes or no. From the characters of KS X 1001
//! and the readings that Unicode gives them (Unihan, `kHangul`), with those that lose their first
//! consonant at a word's beginning.

/// The readings, each once.
const READINGS: &str = "\
    가각간갈감갑강개객갱갹거건걸검겁게격견결겸경계고곡곤골공과곽관괄광괘괴굉교구국군굴궁권 \
    궐궤귀규균귤극근금급긍기긴길끽나낙난날남납낭내냉녀년념녕노녹논농뇌뇨누눈눌뉴늑늠능니닉 \
    다단달담답당대덕도독돈돌동두둔득등라락란랄람랍랑래랭략량려력련렬렴렵령례로록론롱뢰료룡 \
    루류륙륜률륭륵름릉리린림립마막만말망매맥맹멱면멸명몌모목몰몽묘무묵문물미민밀박반발방배 \
    백번벌범법벽변별병보복본볼봉부북분불붕비빈빙사삭산살삼삽상새색생서석선설섬섭성세소속손 \
    솔송쇄쇠수숙순술숭슬습승시식신실심십쌍씨아악안알암압앙애액앵야약양어억언얼엄업엔여역연 \
    열염엽영예오옥온올옹와완왈왕왜외요욕용우욱운울웅원월위유육윤율융은을음읍응의이익인일임 \
    입잉자작잔잠잡장재쟁저적전절점접정제조족존졸종좌죄주죽준줄중즉즐즙증지직진질짐집징차착 \
    찬찰참창채책처척천철첨첩청체초촉촌총촬최추축춘출충췌취측층치칙친칠침칩칭쾌타탁탄탈탐탑 \
    탕태택탱터토통퇴투특틈파판팔패팽퍅편폄평폐포폭표품풍피필핍하학한할함합항해핵행향허헌헐 \
    험혁현혈혐협형혜호혹혼홀홍화확환활황회획횡효후훈훙훤훼휘휴휼흉흑흔흘흠흡흥희힐";

/// Whether a word of Hangul may be Sino-Korean: each of its syllables is a reading.
pub(crate) fn may_be(word: &str) -> bool {
    word.chars().all(|c| READINGS.contains(c))
}
