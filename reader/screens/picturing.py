"""Showing the pictures of the article."""

from __future__ import annotations

from functools import partial

from reader.screens.base import ReadingBase


class Picturing(ReadingBase):
    """The action that shows a picture."""

    def action_pictures(self) -> None:
        """Show the picture nearest to where the reader is; nothing is read or fetched before."""
        if self.reading is None:
            return
        from reader.pictures.listing import in_sight, pictures_of
        from reader.screens.picture import PictureScreen

        self.keys.take_count()
        pictures, article_id = pictures_of(self.reading.article), self.reading.id
        if not pictures:
            self.tell("There is no picture in this article")
            return
        self.app.push_screen(
            PictureScreen(
                pictures,
                in_sight(pictures, self.body.seen),
                self.body.look,
                graphics=self.desk.preferences.graphics,
                read=partial(self.desk.picture, article_id),
                address=partial(self.desk.address_in, article_id),
            )
        )
