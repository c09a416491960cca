from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reader.domain.article import Article, Kind, Metadata
from reader.domain.builder import ArticleBuilder
from reader.domain.entity import Entity, EntityType, Mention
from reader.entities.part import moved, part_around


def article_of(paragraphs: list[str]) -> Article:
    builder = ArticleBuilder()
    for paragraph in paragraphs:
        builder.add(Kind.PARAGRAPH, paragraph)
    return builder.article(Metadata())


@given(
    st.lists(st.text("abc é", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=12),
    st.integers(0, 500),
    st.integers(1, 200),
)
def test_a_part_holds_the_very_words_of_its_place(paragraphs: list[str], offset: int, size: int) -> None:
    article = article_of(paragraphs)
    part, begin = part_around(article, min(offset, len(article.text)), size)
    assert part.text == article.text[begin : begin + len(part.text)]
    assert len(part.text) <= max(size, 0) or part is article
    for block in part.blocks:
        assert part.of(block) == article.text[begin + block.start : begin + block.end]
        assert 0 <= block.start < block.end <= len(part.text)
    if offset < len(article.text):
        assert begin <= offset < begin + len(part.text)


def test_entities_go_back_to_where_they_stand() -> None:
    entity = Entity("Ada", EntityType.PERSON, (Mention(2, 5, EntityType.PERSON),))
    assert moved((entity,), 10)[0].mentions == (Mention(12, 15, EntityType.PERSON),)
    assert moved((entity,), 0) == (entity,)
