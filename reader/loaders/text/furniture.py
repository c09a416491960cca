"""The furniture of news sites in most of their languages: menus, buttons, boxes of links, small print."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reader.loaders.wordlists import openings, pattern, phrases

_FIGURE = re.compile(r"\d[\d.,:/]*")
_INNER = re.compile(r"[\s()\[\]]+")
_EDGES = " \t.,:;!?：。、|>»«<›‹·•*-–—_=+/\\()[]{}…\"'“”✕×→←↑↓▼▲▾"

BUTTONS = phrases(
    """
    add to list | just watched | must watch | replay | more videos | now playing | gift this article
    about | about us | accept | accept all | account | ad | ad choices | adchoices | add a comment
    advertise | advertise with us | advertisement | advertisements | advertising | all comments
    all rights reserved | app | apps | archive | archives | article bookmarked | back | back to gallery
    back to top | become a contributor | best of | bookmark | breaking news | cancel | caption | careers
    cart | caption close | clear | click here | close | comment | comments | contact | contact us
    continue reading | continue reading below | cookie policy | cookie preferences | cookie settings
    cookies | copied | copy link | copy this link | corrections | create account | delete | delete comment
    digital edition | donate | dismiss | download app | download the app | e-edition | e-mail | edit
    email | email address | email this article | enlarge | enlarge image | enlarge this image
    enter your email | expand | facebook | facebook messenger | facebook twitter
    facebook twitter linkedin | faq | feedback | flag | flag comment | flipboard | follow | follow us
    follow us on | font size | forgot password | full screen | gallery | get the app | gift article
    give this article | go | google news | google plus | hamburger menu | help | hide | hide caption
    home | home page | homepage | imprint | instagram | instapaper | jobs | join | join the conversation
    join the discussion | keep reading | latest | latest news | learn more | less | like | linkedin
    listen | listen to this article | live tv | load more | loading | loading comments | log in | log out
    login | logout | login to comment | mail | manage cookies | menu | messenger | more | more info
    more options | most commented | most liked | my account | my profile | navigation | newest
    newest first | newsletter | newsletters | next | next article | next story | no thanks | notifications
    oldest first | ok | open comments | open menu | opens in new window | paid content | partner content
    pause | photos | pinterest | play | play video | pocket | podcast | podcasts | post | post a comment
    previous | previous article | previous story | print | print article | print this article
    print edition | privacy | privacy policy | profile | promoted | promoted content | promoted stories
    read full article | read later | read more | read full story | reddit | register | register now
    rising | reload | reply | report | report a typo | report an error | report comment | reprints
    republish | restart | rss | rss feed | rss feeds | save | save article | save for later | save story
    saved | scroll | scroll down | scroll to continue | search | search form | search icon | see all
    see more | select language | send | settings | share | share article | share by email
    share on facebook | share on linkedin | share on twitter | share on whatsapp | share options
    share story | share this | share this article | share this on facebook | share this on twitter
    share this page | share this story | share this with | share via email | show | show all
    show comments | show less | show more | sign in | sign out | sign up | sign up free | sign up now
    site index | site map | sitemap | skip | skip ad | skip advertisement | skip navigation
    skip to content | skip to main content | skip to main navigation | skip to navigation | sms | snapchat
    social | sort by | sponsor content | sponsored | sponsored content | start your free trial
    story continues below advertisement | submit | submit comment | subscribe | subscribe now
    subscribe today | subscriptions | supported by | support us | switch to | telegram | terms
    terms & conditions | terms and conditions | terms of service | terms of use | text | text size
    thank you for subscribing | this article is more than | tiktok | to top | toggle caption | toggle menu
    toggle navigation | toggle search | top | top menu | toolbox | tumblr | tweet | tweet this | twitter
    undo | unmute | update preferences | us edition | uk edition | view all | view comments | view image
    view more | volume | watch | watch live | watch now | watch video | whatsapp | x | your account
    your email | your email address | your name | youtube | zoom | # comment | # comments | # share
    # shares | # view | # views | # like | # likes | # min read | # minute read | # mins read
    # minutes read | # reply | # replies | image # of # | image # of / # | photo # of # | slide # of #
    # of # | #of# | # / # | # photos | #/# | show # comments | show all # | view all # | view comments #
    comments # | # min | # comments open comments | # retweets | # tweets | # reactions | # claps
    abbrechen | abmelden | abo | abonnieren | abonnement | alle anzeigen | alle artikel | alle kommentare
    anmelden | anzeige | anzeigen | artikel anhören | artikel drucken | artikel merken | artikel teilen
    auf facebook teilen | auf twitter folgen | auf twitter teilen | auf whatsapp teilen | beitrag teilen
    bildergalerie | datenschutz | datenschutzerklärung | diskutieren | drucken | druckversion
    e-mail senden | eine e-mail senden | einloggen | einstellungen | empfehlen | folgen | folgen sie uns
    hilfe | impressum | inhalt | jetzt abonnieren | jetzt anmelden | kommentar schreiben | kommentare
    kommentare anzeigen | kommentieren | kontakt | mediadaten | mehr | mehr anzeigen | mehr laden
    mehr lesen | merken | nach oben | navigation überspringen | nutzungsbedingungen | per mail teilen
    per whatsapp teilen | registrieren | schließen | schriftgröße | seite drucken | startseite | suche
    suchen | teilen | themen | versenden | vorlesen | weiter | weiterlesen | weitere artikel | werbung
    zum inhalt | zum inhalt springen | zur startseite | zurück | # kommentare | # kommentar
    lesezeit # min | # bilder | bild # von # | abonnez-vous | accueil | agrandir | ajouter un commentaire
    aller au contenu | aller au contenu principal | annuler | commentaires | commenter | connexion
    contactez-nous | copier le lien | envoyer | envoyer par e-mail | envoyer par mail | fermer | imprimer
    inscription | je m'abonne | je m’abonne | lire la suite | lire plus tard | mentions légales
    menu principal | partager | partager l'article | partager sur facebook | partager sur twitter
    partage | plan du site | publicité | rechercher | recherche | réagir | retour | s'abonner | s’abonner
    s'inscrire | se connecter | suivez-nous | suivre | temps de lecture # min | tout voir | voir plus
    voir tout | voir les commentaires | # commentaires | # commentaire | # partages | lecture # min
    aceptar | anunciarse | aviso legal | buscar | cerrar | comentar | comentarios | compartir
    compartir en facebook | compartir en twitter | contacto | copiar enlace | enviar | enviar por correo
    escuchar | guardar | hemeroteca | iniciar sesión | inicio | imprimir | ir al contenido | leer más
    mostrar más | política de cookies | política de privacidad | publicidad | regístrate | seguir
    seguir leyendo | síguenos | síguenos en | siguiente | suscríbete | suscribirse | tuitear | ver más
    ver todo | ver comentarios | volver | anterior | # comentarios | # comentario | abbonati | accedi
    annulla | ascolta | cerca | chi siamo | chiudi | commenta | commenti | condividi
    condividi su facebook | contatti | continua a leggere | entra | informativa privacy | invia
    iscriviti | leggi tutto | note legali | pubblicità | registrati | salta al contenuto | scopri di più
    scrivi un commento | segui | seguici | seguici su | stampa | tutti i commenti | vai al contenuto
    # commenti | # condivisioni | # minuti di lettura | abrir menu | anúncio | assinar | assine
    assine já | buscar no site | cadastre-se | cancelar | comentários | comente | compartilhar
    compartilhe | compartilhe no facebook | copiar link | enviar por e-mail | entrar | fale conosco
    fechar | imprimir página | início | ir para o conteúdo | leia mais | ouvir | partilhar | pesquisar
    política de privacidade | publicidade | recomendar | saiba mais | salvar | seguinte | sair | siga-nos
    termos de uso | ver mais | # comentários | # comentário | aanmelden | abonneer | adverteren
    advertentie | annuleren | afdrukken | bekijk meer | bewaar | delen | deel | deel artikel
    deel dit artikel | deel op facebook | deel op twitter | doorgaan | ga naar hoofdinhoud | inloggen
    kopieer link | lees meer | lees verder | luister | meer | naar boven | naar de inhoud | nieuwsbrief
    privacybeleid | print artikel | reacties | reageer | sluiten | stel een vraag | verder lezen
    volg ons | voorwaarden | zoeken | # reacties | # reactie | 关闭 | 分享 | 分享到 | 打印 | 收藏
    更多 | 登录 | 注册 | 搜索
    首页 | 评论 | 发表评论 | 返回顶部 | 返回首页 | 关于我们 | 联系我们 | 版权声明 | 字号 | 纠错 | 微信
    微博 | 扫一扫 | 字体大小 | 下载客户端 | 責任編輯
    分享本文 | 列印 | 搜尋 | 登入 | 註冊 | 首頁 | 關閉 | シェア | シェアする | ツイート | ツイートする
    ブックマーク | 印刷 | 検索 | 閉じる | ログイン
    会員登録 | コメント | 広告 | もっと見る | 続きを読む | トップ | トップページ | ホーム
    この記事をシェア | このニュースをシェア
    お問い合わせ | 利用規約 | プライバシーポリシー | メニュー | 保存 | 拡大
    文字サイズ | 공유 | 댓글 | 로그인 | 검색 | 닫기
    """
)
"""Whole lines that only a page's furniture has; digits are written "#"."""

BOXES = phrases(
    """
    related | related articles | related article | related coverage | related content | related links
    related news | related posts | related reading | related stories | related story | related tags
    related topics | related video | related videos | more | more coverage | more from the web
    more from around the web | more headlines | more like this | more news | more on this
    more on this story | more on this topic | more stories | more to read | more top stories | more videos
    most popular | most read | most recent | most shared | most viewed | popular | popular now
    popular stories | popular videos | trending | trending now | trending stories | top stories | top news
    top videos | editor's picks | editor’s picks | editors' picks | editors’ picks | recommended
    recommended for you | recommended stories | recommended videos | you may also like
    you might also like | you may like | don't miss | don’t miss | dont miss | must read | must reads
    also read | read also | read next | read this next | up next | see also | more about
    what to read next | sponsored features | sponsored stories | sponsored links | from our partners
    from the web | from around the web | around the web | paid partner content | promoted content
    promoted links | in pictures | in this story | people in the story | people in this story
    places in this story | organizations in this story | topics | topics in this article | tags | tagged
    keywords | filed under | filed in | categories | about the author | about the authors | about the writer
    latest stories | latest news | latest headlines | latest videos | in other news | elsewhere on the web
    comments | reader comments | leave a comment | leave a reply | join the conversation
    today's top stories | best of | watch | watch this | watch next | featured | featured stories
    featured video | newsletter | newsletters | our newsletters | special reports | other areas
    explore further | further reading | explore more | references | external links | photos
    popular in the community | editor's choice | you might like | next story | top trending
    follow the topics within this article | mehr zum thema | mehr zu | zum thema | themen | schlagworte
    lesen sie auch | lesen sie mehr | auch interessant | das könnte sie auch interessieren
    das könnte sie interessieren | meistgelesen | meistgelesene artikel | meist gelesen | top-artikel
    weitere artikel | weitere meldungen | weitere nachrichten | verwandte artikel | verwandte themen
    neueste artikel | neueste meldungen | empfohlene artikel | aktuelle nachrichten | mehr aus
    mehr nachrichten | mehr lesen über | weitere themen | zur person | zum autor | über den autor
    über die autorin | kommentare | à lire aussi | a lire aussi | lire aussi | à lire | à voir
    à voir aussi | voir aussi | sur le même sujet | sur le même thème | les plus lus | les plus partagés
    articles liés | articles similaires | à découvrir | dans la même rubrique | dossiers | sujets associés
    nos newsletters | le plus lu | dernières actualités | à la une | vous aimerez aussi
    contenus sponsorisés | te puede interesar | también te puede interesar | noticias relacionadas
    artículos relacionados | más noticias | lo más leído | lo más visto | lo más | más información
    leer también | lea también | ver también | relacionados | temas | etiquetas | archivado en | más en
    te recomendamos | últimas noticias | más leídas | lo último | contenido relacionado | leggi anche
    potrebbe interessarti | articoli correlati | i più letti | più letti | altre notizie
    notizie correlate | argomenti | per approfondire | ultime notizie | potrebbe interessarti anche
    correlati | tag | leia também | veja também | saiba mais | mais lidas | notícias relacionadas
    relacionadas | mais notícias | mais sobre | últimas notícias | tópicos | leia mais sobre
    assuntos relacionados | conteúdo relacionado | artigos relacionados | lees ook | lees meer over
    meest gelezen | gerelateerd | gerelateerde artikelen | meer over | aanbevolen | meer nieuws
    laatste nieuws | bekijk ook | 相关阅读 | 相关新闻 | 推荐阅读 | 延伸阅读 | 热门文章 | 热点新闻
    更多新闻 | 標籤 | 相關新聞 | 延伸閱讀 | 熱門新聞
    标签 | 関連記事 | 関連ニュース | 人気記事 | おすすめ記事 | ランキング | あわせて読みたい
    最新記事 | タグ | 관련기사 | 인기기사
    """
)
"""Heads of boxes: what follows is a list of other stories, names or tags."""

ENDS = phrases(
    """
    about the author | about the authors | about the writer | comments | reader comments | leave a comment
    leave a reply | tags | topics | filed under | filed in | categories | more about | related tags
    topics in this article | people in the story | join the conversation | promoted content
    sponsored features | from around the web | you may also like | add a comment | view comments
    read more comments | # comments | show comments | show # comments | post a comment | zur person
    zum autor | über den autor | über die autorin | schlagworte | kommentare | commentaires | réagir
    etiquetas | archivado en | comentarios | commenti | comentários | tópicos | reacties | 标签 | 評論
    评论
    タグ | explore further | share this article | share this story | more from the web
    popular in the community
    """
)
"""After one of these an article seldom goes on."""

BOX_OPENING = re.compile(
    pattern(
        r"""
        (?:read more|see more|more|related|see also|read also|also read|read next|read|watch|listen|
        don[’']t miss|must read|also on|exclusive|more on this|photos|video|gallery|trending|topics|
        tags|lesen sie auch|lesen sie mehr|mehr zum thema|lire aussi|à lire aussi|voir aussi|leer más|
        lea también|leggi anche|leia também|veja também|leia mais|lees ook|相关阅读|相关新闻|
        関連記事)\s?(?::|»|>|→|
        \|\s)
        """
    ),
    re.IGNORECASE,
)
"""The opening of a line that points at another story: "READ MORE: …"."""

MORE_FROM = re.compile(r"more (?:from|in|on|about|by) .{2,40}$|mehr (?:aus|von|über) .{2,40}$", re.IGNORECASE)

_PHRASES = re.compile(
    openings(
        r"""
        a version of this article ; abbonati ; abonnez-vous ; accessible video player ; ad ?blocker ;
        add your comments?\b ; all (?:rights|droits) (?:reserved|réservés) ; alle rechte vorbehalten ;
        alle rechten ; already (?:have an account|a subscriber|subscribed) ; are no comments?\b ;
        article comments?\b ; assine (?:já|o|a|nossa) ;
        auf (?:twitter|facebook|instagram|whatsapp) (?:folgen|teilen) ; back to (?:top|gallery|home) ;
        be the first to comments?\b ; bei (?:twitter|facebook|instagram|whatsapp) (?:folgen|teilen) ;
        blog comments?\b ; cadastre-se ; call us on ;
        click (?:here|to (?:share|print|email|tweet|play|view|subscribe|enlarge)) ;
        comment(?:ing)? (?:guidelines|policy|standards|rules) ; commenters ;
        comments are (?:closed|moderated|open) ; comments? (?:section|powered by|below|may be|will be) ;
        community (?:guidelines|policy|standards|rules) ; conditions générales ; contact us ;
        cookie (?:policy|settings|preferences) ; copyright (?:©|\(c\)|(?:19|20)\d\d) ;
        create (?:a|an|your) (?:free )?(?:account|commenting) ; daily newsletters?\b ; datenschutzerklärung ;
        delete (?:this|a) comments?\b ; do not (?:impersonate|reproduce) ; do you have a story ;
        don['’]t miss (?:a|out) ; download (?:our|the) (?:free )?app ; e-?mail address ; e-?mail senden ;
        email newsletters?\b ; email us at ; enable (?:cookies|javascript|notifications) ; find us on ;
        find your bookmarks ;
        follow (?:us|me|@\w|(?:[\w.&'’-]{1,20} ){1,4}on (?:twitter|facebook|instagram)) ;
        for the newsletters?\b ; free newsletters?\b ; get in touch with us ;
        get the .{0,40}(?:edition|app|newsletter|latest) ; give us feedback ; have your say ; ihre e-?mail ;
        image \d+ (?:of|/) ?/? ?\d+ ; inappropriate comments?\b ; informativa (?:sulla )?privacy ;
        inscreva-se ; inscrivez-vous ; iscriviti ; jetzt (?:testen|abonnieren|lesen|anmelden) ;
        leave a comments?\b ; like us on ; log ?in (?:to|or|here|with) ;
        may not be (?:published|reproduced|copied|redistributed) ; media playback ; meld je aan ;
        min(?:ute)? read\b ; moderate comments?\b ; never miss ;
        newsletter (?:abonnieren|bestellen|anmelden) ; no part may be reproduced ; nutzungsbedingungen ;
        opens? in (?:a )?new (?:window|tab) ; order reprints ; our (?:guidelines|policy|standards|rules) ;
        our newsletters?\b ; photo \d+ (?:of|/) ?/? ?\d+ ; pin this\b ; politique de confidentialité ;
        política de (?:privacidad|cookies) ; política de privacidade ; post a comments?\b ;
        premium comments?\b ; privacy (?:policy|notice|statement) ; privacybeleid ; read more about sharing ;
        read the comments?\b ; reader comments?\b ; recevez (?:chaque|tous|nos|gratuitement|l['’]) ;
        recibe (?:cada|en tu|nuestr|las) ; register (?:to|for|now|here) ; regístr(?:ate|ese) ;
        report (?:this|a) comments?\b ; respect(?:ful)? (?:of|when|to) .{0,30}comment ; réservé aux abonnés ;
        schrijf je in ; seguici (?:su|anche) ;
        share (?:on|via|with) (?:facebook|twitter|e-?mail|whatsapp|linkedin|\w+$) ; share panel ;
        share this\b ; share your (?:thoughts|views|story|photos) ; show all comments?\b ;
        show me this (?:message|again) ; siga o .{1,20} no ; sign(?:ed)? up (?:for|to|here|now|today|and) ;
        skip to ; slide \d+ (?:of|/) ?/? ?\d+ ; subscribe (?:to|for|now|today|here) ; suscríbe(?:te|ase) ;
        síguenos ; terms (?:of (?:use|service)|and conditions|under which) ; these are external links ;
        this (?:article|story|page|site|document|content|material) (?:is|was|may|has been|originally|first|
        uses|contains)\b.{0,40}\b(?:copyright|published|appeared|affiliate|cookies|subject|commission|
        provided) ;
        this newsletters?\b ; to newsletters?\b ; todos los derechos ; todos os direitos ;
        tous (?:rights|droits) (?:reserved|réservés) ; trust principles ; tu correo ; tutti i diritti ;
        tweet this\b ; unsubscribe ; use cookies ; uses cookies ; using cookies ; view comments?\b ;
        volg ons ; votre (?:adresse )?e-?mail ; we reserve the right ; weekly newsletters?\b ; whatsapp us ;
        why you can trust ; wir freuen uns auf ihre ; your (?:inbox|e-?mail) ; your browser ; zum newsletter
        """
    )
)
_SIGNS = re.compile(
    r"©\s?(?:19|20)\d\d|(?:19|20)\d\d\s?©|转载|版权所有|未经授权|扫描二维码|责任编辑|無断転載|会員限定|メルマガ|무단전재"
)
_SIGN = re.compile("[©转版未扫责無会メ무]")
"""Each of these signs holds one of these characters, which are sought in a fraction of the time."""

HINTS = (
    *(
        "cookie",
        "promoted",
        "sponsored",
        "advertis",
        "subscription",
        "javascript",
        "newsletter",
        "powered by",
    ),
    *("login", "hashtag", "podcast", "download", "werbung", "anzeige", "publici", "pubblicit"),
)
"""Where none of these stands, in small letters, there is no word that furniture has more often."""

_HINT = re.compile(
    r"\b(?:cookies?|promoted|sponsored|advertis(?:ement|ing)|subscriptions?|javascript|newsletters?|"
    r"powered by|login|hashtag|podcasts?|download|werbung|anzeige|publicit[ée]|publicidade?|pubblicità)\b",
)

PATH = re.compile(r"[^>»›/]{2,30}\s[>»›/]\s[^>»›/]{2,40}(?:\s[>»›/]\s[^>»›/]{2,60}){0,4}$")
"""The way to a page through its site: "Home > World > Europe"."""

SCRIPT = re.compile(
    pattern(
        r"""
        (?:window|document|_taboola|googletag|dataLayer|jQuery|ga)\s?[.(=]|function\s?\(|\.push\(|
        var \w+\s?=|=>\s?\{|\{\s?[\w'\"-]+\s?:[^{}]{0,200}\}|</?(?:div|span|script|iframe|a|p)\b|@media|
        !important
        """
    ),
)
GALLERY = re.compile(r"\b(?:image|photo|slide|bild|foto)\s\d{1,3}\s(?:of|von|de|di|van|/)\s?/?\s?\d{1,3}\b")

_COUNT = re.compile(r"\d\s(?:of|von|de|di|van|/)\s?/?\s?\d")


def phrases_in(text: str, small: str = "") -> set[str]:
    """The phrases of a page's furniture within a longer line; what is in letters, in small ones.

    Args:
        text: The line.
        small: It in small letters, where they are at hand.
    """
    found = set(_PHRASES.findall(small or text.casefold()))
    return found if text.isascii() or not _SIGN.search(text) else found | set(_SIGNS.findall(text))


def has_hint(small: str, hints: Iterable[str] = HINTS) -> bool:
    """Whether a text holds a word that furniture has more often than articles.

    Args:
        small: It in small letters.
        hints: Those of `HINTS` that may stand in it.
    """
    for hint in hints:
        if hint in small:
            return _HINT.search(small) is not None
    return False


def is_program(text: str) -> bool:
    """Whether a text is a script or a style sheet that leaked into the page."""
    return "{" in text[:600] and SCRIPT.search(text[:600]) is not None


def counts_pictures(small: str) -> bool:
    """Whether a text, in small letters, counts a gallery's pictures: "image 3 of 8 … image 4 of 8"."""
    return _COUNT.search(small, 0, 1000) is not None and len(GALLERY.findall(small, 0, 1000)) > 1


def plain(small: str) -> str:
    """A line in small letters as the lists of cues have it: figures as "#", without brackets."""
    if len(small) >= 80:
        return ""
    return _INNER.sub(" ", _FIGURE.sub("#", small)).strip(_EDGES)
