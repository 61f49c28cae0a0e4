"""Build the personal-name lexicons from open name lists.

Writes ``given_names.yaml``, ``ambiguous_names.yaml`` and ``surnames.yaml`` into
``rules/lexicons``. Run it as ``python scripts/build_names.py``; the output depends only on the
installed versions of the sources, so running it twice gives the same files.

Sources and licences:

* Faker (PyPI package ``Faker``, MIT licence): the person providers of all its locales.
* WordNet 3.0 (Princeton University, WordNet licence, permissive): used here only to decide which
  names are everyday English words. Debian ships it as ``wordnet-base`` in ``/usr/share/wordnet``.
* Supplements written by hand in this file, for cultures which Faker lacks or spells in other
  scripts only.

A name goes to ``ambiguous_names.yaml`` when its lower-case form is an everyday English word (it
occurs at least three times in the sense-tagged text behind WordNet), a well-known product or
technology (``products.yaml``), a system noun (``system_heads.yaml``), or one of the words listed
below (months, function words, places, acronyms).
"""

# Word lists stay as text blocks, which are easier to read and to extend.

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import textwrap
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

import faker.providers.person as person_providers
import yaml

ROOT = Path(__file__).resolve().parent.parent
LEXICONS = ROOT / "rules" / "lexicons"
WORDNET = Path("/usr/share/wordnet")
MAX_GIVEN_BYTES = 150_000
MAX_SURNAME_BYTES = 60_000
EVERYDAY_COUNT = 3

SOURCE = (
    "Built by scripts/build_names.py from the Faker package (MIT licence) and hand-written "
    "supplements; WordNet 3.0 (WordNet licence, Princeton University) decides what counts as an "
    "everyday English word."
)

# Locales whose lists are much longer than actual usage: a name is kept only when another locale
# or a supplement has it as well.
LONG_TAIL_LOCALES = frozenset({"is_IS", "bg_BG", "tr_TR", "ka_GE", "mk_MK", "uk_UA"})

# --- supplements --------------------------------------------------------------------------------

NICKNAMES = """
Abe Al Alec Alex Alf Andy Angie Archie Barb Barney Bea Becca Becky Ben Benji Bernie Bert Bertie
Beth Betsy Betty Billie Billy Bob Bobby Brad Bri Cal Cam Carl Carly Cath Cathy Charlie Chip Chris
Chrissie Cindy Cliff Connie Corey Dan Danny Dave Davey Deb Debbie Del Dick Dom Don Donnie Dot
Dottie Doug Ed Eddie Effie Ellie Em Ernie Ethan Fitz Flo Fran Frankie Fred Freddie Gabe Gaby Gail
Gavin Geoff Georgie Gerry Gil Ginny Gord Greg Gus Gwen Hal Hank Harry Hattie Ian Ike Issy Izzy
Jack Jackie Jake Jamie Jan Jazz Jeff Jen Jenny Jerry Jess Jill Jim Jimmy Joe Joey Johnny Jon Josh
Josie Judy Kat Kate Katie Kath Kathy Kay Ken Kenny Kev Kim Kit Kris Larry Len Les Leo Libby Liv
Liz Lizzie Lou Louie Lottie Maddie Maddy Maggie Mandy Marge Margie Marty Mat Matt Max Meg Mel Mick
Mickey Mike Mikey Millie Mindy Mitch Moe Molly Monty Nan Nat Nate Ned Nell Nellie Nev Nick Nicky
Nige Nigel Nina Noel Norm Ollie Oz Ozzy Paddy Pam Patsy Patty Paulie Peg Peggy Penny Perce Pete
Phil Pip Polly Rae Raj Ralph Randy Reg Rex Ricky Rick Robbie Rod Ron Ronnie Ros Rosie Roz Russ Sal
Sally Sam Sammy Sandra Scottie Sean Seb Shaz Shel Sherry Shirl Si Sid Sophie Stan Steph Steve
Stevie Stew Stu Suze Suzy Tammy Tash Ted Teddy Terri Terry Tess Theo Tilly Tim Timmy Tina Tobe
Toby Tom Tommy Toni Tony Tracey Tracy Tricia Trish Trudy Val Vern Vic Vicky Viv Wally Walt Wes
Wilf Winnie Xander Yas Zac Zach Zack Zeke Zoe Ash Ashleigh Brandi Bryn Callum Ciaran Declan Eoin
Fergus Finlay Gethin Hamish Iain Iwan Lachlan Lorcan Maeve Mairi Niamh Oisin Padraig Rhys Rhodri
Roisin Ruairi Saoirse Seamus Shona Sinead Siobhan Tadhg
"""

CHINESE = """
Aiguo Aihua Bao Baozhu Bin Bingbing Bingwen Bojing Bowen Changming Chaoxiang Chen Cheng Chenglei
Chenguang Chunhua Chunli Cui Dandan Daiyu Dawei Dehua Deming Dongmei Enlai Fan Fangfang Fei Feifei
Fen Feng Gang Guang Guangli Guiying Guo Guoliang Guowei Guozhi Haiyan Hao Haoran Haoyu He Heng
Hong Hongmei Hongwei Hua Huan Hui Huifang Huilin Jia Jiahao Jiahui Jiali Jialing Jian Jianguo
Jianhong Jianhua Jianjun Jianlong Jianming Jianping Jianyu Jiawei Jiaxin Jiayi Jie Jin Jing
Jinghua Jingjing Jingyi Jinhai Jinlong Jiayu Junfeng Junhao Junjie Junming Junwei Kai Kang Kun
Lanfen Lei Li Lian Liang Lifen Lihua Lijuan Lili Liling Limei Lin Ling Lingling Liping Liwei Lixin
Longwei Lu Meifen Meihui Meiling Meilin Meiying Mei Meng Mengyao Min Ming Mingming Mingyu Minghua
Ning Ningning Peng Pengfei Qi Qian Qiang Qing Qingshan Qiu Qiuyue Quan Ran Renshu Rong Rui Ruolan
Ruoxi Shan Shanshan Shaoqiang Sheng Shi Shihong Shu Shufen Shuang Shun Shuo Siyu Tao Tian Tianyi
Ting Tingting Wei Weidong Weihua Weijie Weimin Weiming Wen Wenjie Wenjing Wenhao Wenqian Wenwen
Xia Xian Xiang Xiao Xiaobo Xiaodan Xiaodong Xiaofeng Xiaogang Xiaohong Xiaohui Xiaojian Xiaojun
Xiaolei Xiaoli Xiaolin Xiaoling Xiaolong Xiaomei Xiaoming Xiaoping Xiaoqing Xiaotong Xiaowei
Xiaowen Xiaoxia Xiaoyan Xiaoyu Xiaoyun Xin Xinyi Xinyu Xing Xiu Xiulan Xiumei Xiuying Xu Xue
Xueqin Xuan Xun Yan Yang Yanhong Yanlin Yanmei Yanyan Yao Yaping Yating Ye Yi Yichen Yifan Yifei
Yijun Yilin Yiming Yin Ying Yingying Yixin Yiran Yong Yongjun Yongqiang You Yu Yuan Yuanyuan
Yuchen Yue Yuhan Yulan Yuling Yuming Yun Yunfei Yuqi Yuting Yutong Yuxuan Zedong Zehua Zemin Zexin
Zhan Zhao Zhe Zhen Zheng Zhenghao Zhengyu Zhenhua Zhi Zhigang Zhihao Zhihui Zhilan Zhiming
Zhiqiang Zhiwei Zhong Zhou Zhuo Zihan Zihao Zimo Zixuan Ziyi Ziyang Zongying Kwok Kwan Siu Wai
Wing Yee Yuen Hoi Chun Kin Ka-wai Ka-ming Siu-ming Wing-yee Mei-ling Kah Wei-ling Xiao-ming
Yu-ting Li-hua Jia-wei
"""

KOREAN = """
Areum Bora Byungho Chanho Changmin Changho Dahye Daehyun Daeho Daejung Dongha Donghae Donghoon
Donghyun Dongwook Eunbi Eunha Eunhye Eunji Eunjung Eunkyung Eunseo Eunyoung Gaeun Geun Geonwoo
Gyuri Haeun Haewon Hana Haneul Hansol Hayoon Heejin Heesoo Heeyoung Hojin Hoseok Hyejin Hyeri
Hyesun Hyeyoung Hyojin Hyunjin Hyunjoo Hyunjung Hyunki Hyunseok Hyunsoo Hyunwoo Inho Insung
Jaehyun Jaehwan Jaeho Jaemin Jaesung Jaewon Jaewoo Jaewook Jaeyoung Jeonghoon Jeongmin Jeongwoo
Jieun Jihoon Jihye Jihyun Jimin Jin Jinah Jinho Jinhyuk Jinseok Jinwoo Jinyoung Jisoo Jisung Jiwon
Jiwoo Jiyeon Jiyoung Jongho Jonghyun Jongmin Joohyun Joon Joonho Junho Junhyuk Junseo Junyoung
Kihyun Kiwoong Kwangho Kyuhyun Kyung Kyunghee Kyungho Kyungmin Kyungsoo Mijin Minah Mingyu Minhee
Minho Minhyuk Minji Minjae Minjeong Minjun Minkyu Minseo Minseok Minsoo Minsu Minwoo Miyoung
Myungsoo Namjoon Narae Nayeon Sangchul Sangho Sanghoon Sanghyun Sangmin Sangwoo Seohyun Seojun
Seonghyeon Seongmin Seoyeon Seoyun Seulgi Seunghee Seungho Seunghoon Seunghyun Seungjae Seungmin
Seungwoo Seungyeon Sohee Sohyun Sojin Soojin Sookyung Soomin Soonja Sooyeon Sooyoung Subin Suhyun
Sujin Sumin Sungho Sunghoon Sungjin Sungmin Sungwoo Sunhee Sunmi Taehyung Taemin Taeyang Taeyeon
Taeyong Wonho Wonjun Woojin Woosung Yejin Yeonhee Yeonwoo Yerin Yewon Yongjun Yoona Yoonah Yoongi
Yoonji Youngho Youngjae Youngmi Youngmin Youngsoo Yujin Yuna Yuri Ji-hoon Ji-woo Ji-min Ji-young
Ji-hye Ji-eun Seo-yeon Seo-jun Min-jun Min-ji Min-ho Min-seo Min-su Hyun-woo Hyun-jin Soo-jin
Soo-min Sung-ho Sung-min Young-ho Young-jae Eun-ji Eun-young Jae-hyun Jae-won Dong-hyun Tae-yang
Ye-jin Hye-jin Kyung-soo Sang-woo
"""

JAPANESE = """
Ai Aiko Aki Akihiko Akihiro Akihito Akiko Akinori Akio Akito Aoi Arata Asami Asahi Aya Ayaka Ayako
Ayame Ayano Ayumi Ayumu Azumi Chie Chieko Chiho Chika Chikako Chinatsu Chiyo Chiyoko Daichi Daigo
Daiki Daisuke Eiichi Eiji Eiko Emi Emiko Eri Eriko Etsuko Fumiko Fumio Fumiya Genta Goro Hajime
Haru Haruka Haruki Haruko Harumi Haruna Haruto Hayate Hayato Hideaki Hideki Hideko Hideo Hidetaka
Hideyuki Hikari Hikaru Hina Hinata Hiro Hiroaki Hiroki Hiroko Hiromi Hiromichi Hironori Hiroshi
Hiroto Hiroyuki Hisako Hisashi Hitomi Hitoshi Honoka Ichiro Ikuko Isamu Itsuki Iwao Izumi Jiro
Junichi Junko Juro Kaede Kaito Kaori Kaoru Karin Kasumi Katsuhiko Katsumi Katsuo Kazuhiko Kazuhiro
Kazuki Kazuko Kazumi Kazunori Kazuo Kazuto Kazuya Kazuyuki Keigo Keiichi Keiji Keiko Keisuke Keita
Kenichi Kenji Kenjiro Kenshin Kensuke Kenta Kentaro Kento Kimiko Kiyoko Kiyoshi Kohei Koichi Koji
Kojiro Kosuke Kota Kotaro Kouhei Kouji Kumiko Kunio Kyoko Kyosuke Mai Maiko Maki Makiko Makoto
Mami Manabu Mao Mari Mariko Masaaki Masahiko Masahiro Masaki Masako Masami Masanori Masao Masaru
Masashi Masato Masaya Masayoshi Masayuki Masumi Mayu Mayuko Mayumi Megumi Mei Michiko Midori Mieko
Miho Mika Mikako Miki Mikio Minako Minato Minoru Misaki Misako Mitsuhiro Mitsuko Mitsuo Mitsuru
Miu Miwa Miyako Miyuki Mizuki Moe Momoka Momoko Motohiro Nana Nanako Nanami Nao Naoki Naoko Naomi
Naoto Naoya Naoyuki Natsuki Natsuko Natsumi Noa Nobu Nobuko Nobuo Nobuyuki Noboru Nori Noriaki
Noriko Norio Noriyuki Osamu Otoha Rei Reika Reiko Reina Ren Rie Rieko Riku Rikuto Rin Rina Rio
Risa Rumi Rumiko Ryo Ryoichi Ryoko Ryosuke Ryota Ryotaro Ryu Ryuichi Ryuji Ryunosuke Saburo
Sachiko Sadao Saki Sakura Saori Satoko Satomi Satoru Satoshi Satsuki Sayaka Sayuri Seiichi Seiji
Seiko Setsuko Shigeki Shigeko Shigeo Shigeru Shin Shinichi Shinji Shinjiro Shinobu Shinya Shiori
Shiro Shizuka Shizuko Sho Shogo Shohei Shoichi Shoji Shota Shotaro Shun Shunsuke Shuichi Shuji
Sora Sota Sumiko Susumu Suzuka Tadao Tadashi Taichi Taiki Takaaki Takahiro Takako Takao Takashi
Takato Takayuki Takehiko Takeo Takeru Takeshi Takumi Takuma Takuro Takuya Tamiko Taro Tatsuo
Tatsuya Teruo Tetsuo Tetsuya Tomiko Tomo Tomoaki Tomohiro Tomoka Tomoki Tomoko Tomomi Tomoya
Tomoyuki Toru Toshiaki Toshihiro Toshiki Toshiko Toshio Toshiyuki Tsubasa Tsutomu Tsuyoshi Wataru
Yasuhiro Yasuko Yasuo Yasushi Yasuyuki Yoichi Yoji Yoko Yosuke Yoshi Yoshiaki Yoshie Yoshihiro
Yoshiki Yoshiko Yoshinori Yoshio Yoshito Yoshiyuki Yota Yua Yudai Yui Yuichi Yuika Yuji Yuka
Yukari Yuki Yukie Yukiko Yukio Yuko Yuma Yumi Yumiko Yuna Yuri Yuriko Yusuke Yuta Yutaka Yuto Yuya
Yuzuki Yuuki
"""

SOUTH_ASIAN = """
Aakash Aarti Abdus Abha Abhay Abhijeet Abhijit Abhilash Abhinav Abhishek Aditi Aditya Ajay Ajit
Akash Akhil Akhilesh Akshay Akshara Alka Alok Aman Amar Amarjit Amit Amita Amitabh Amol Amrita
Amrit Anand Anandi Anant Ananya Aneesh Anil Anindita Aniket Anirban Aniruddh Anita Anjali Anjana
Ankit Ankita Ankur Anoop Anshul Anup Anupam Anupama Anuradha Anurag Anusha Anushka Aparna Archana
Arijit Arjun Arnab Arpita Aruna Arun Arundhati Arunkumar Arvind Asha Ashish Ashok Ashutosh Ashwin
Ashwini Asif Atul Avani Avinash Ayush Babu Bala Balaji Balakrishna Barun Bhanu Bharat Bharath
Bharati Bhaskar Bhavana Bhavesh Bhavya Bhupesh Bibek Bijay Bikash Bikram Bina Bindu Bipin Biplab
Biswajit Chaitanya Chanda Chandan Chandra Chandran Chandrasekhar Charan Charu Chetan Chhaya Chirag
Chitra Damodar Darshan Debashish Debjani Deepa Deepak Deepika Deepthi Deepti Devendra Devi Devika
Dhananjay Dhanush Dharmendra Dhruv Dibya Dilip Dinesh Dipak Dipti Divya Durga Ekta Esha Farhan
Farhana Ganesh Gaurav Gauri Gautam Gayathri Gayatri Geeta Geetha Girish Gita Gopal Gopi Govind
Gowri Gowtham Gulshan Gurpreet Gursharan Hari Harish Harini Harpreet Harsh Harsha Harshad Harshit
Harshita Hema Hemant Hemanth Himanshu Hitesh Indira Indrani Indu Ishaan Ishan Ishita Ishwar
Jagadeesh Jagdish Jahnavi Janaki Jatin Jaya Jayant Jayanth Jayanthi Jayashree Jaydeep Jayesh
Jaspreet Jasvinder Jeevan Jignesh Jitendra Jitesh Jyothi Jyoti Kabir Kailash Kajal Kala Kalpana
Kalyan Kalyani Kamal Kamala Kamlesh Kanchan Kannan Karan Karthik Karthika Kartik Karuna Kashish
Kaushik Kavita Kavitha Kavya Kedar Keerthi Keshav Ketan Khushi Kiran Kirti Kishan Kishore Komal
Kriti Kripa Krishna Krishnan Krupa Kuldeep Kulwinder Kumar Kunal Kusum Lakshmi Lalit Lalita Lata
Latha Lavanya Laxman Laxmi Leela Lokesh Madan Madhav Madhavi Madhu Madhuri Mahendra Mahesh Mala
Malathi Malini Mamta Manas Mandeep Mani Manik Manisha Manish Manjeet Manju Manjunath Manmohan
Manoj Manpreet Mansi Meena Meenakshi Meera Megha Meghana Milind Minal Mithun Mohan Mohini Mohit
Monika Mridula Mrinal Mukesh Mukta Murali Muralidhar Murthy Muthu Nabin Naga Nagaraj Nagesh
Namrata Nanda Nandini Narayan Narayanan Narendra Naresh Natasha Naveen Navin Navya Neelam Neelima
Neeraj Neeta Neetu Neha Nidhi Nikhil Nikita Nilesh Nimesh Niranjan Nirav Nirmal Nirmala Nisha
Nishant Nishanth Nitesh Nithya Nitin Nitya Niveditha Om Omkar Padma Padmaja Pallavi Pankaj Parag
Paras Parth Partha Parvati Parveen Pavan Pavani Pavithra Pawan Piyush Pooja Poonam Poornima Prabha
Prabhakar Prabhat Prabhu Prabir Prachi Pradeep Pradip Praful Prajakta Prakash Pramod Pranab Pranav
Pranay Pranjal Prasad Prasanna Prasanth Prashant Prashanth Prateek Pratibha Pratik Pratima Praveen
Pravin Preethi Preeti Preity Prem Prerna Priti Priya Priyanka Pulkit Puneet Purnima Purushottam
Pushpa Rachana Radha Radhika Raghav Raghavendra Raghu Raghunath Rahul Raja Rajan Rajani Rajat
Rajeev Rajendra Rajesh Rajeshwari Rajinder Rajiv Rajkumar Rajni Raju Rakesh Rama Ramachandran
Raman Ramakrishna Ramesh Ramya Ranbir Rani Ranjan Ranjana Ranjit Ranjith Rashmi Ravi Ravindra
Reena Rekha Renu Renuka Revathi Richa Rishab Rishabh Rishi Ritesh Ritika Ritu Ritwik Rohan Rohini
Rohit Roopa Roshan Roshni Ruchi Ruchika Rupa Rupali Rupesh Sachin Sadhana Sagar Sahana Sahil
Saikat Sailesh Samarth Sameer Samir Samiksha Sampath Sanchita Sandeep Sandesh Sandhya Sandip
Sangeeta Sangeetha Sanjana Sanjay Sanjeev Sanjit Sanjiv Sankar Santhosh Santosh Sapna Saranya
Sarath Sarika Sarita Saritha Saroj Sasi Sathish Satish Satya Satyajit Saumya Saurabh Saurav Savita
Savitha Seema Selvam Senthil Shailaja Shailesh Shalini Shankar Shantanu Shanthi Shanti Sharad
Sharada Sharath Sharmila Shashank Shashi Sheela Shekhar Shilpa Shipra Shirish Shiv Shiva Shivam
Shivani Shobha Shraddha Shreya Shreyas Shri Shrikant Shruthi Shruti Shubha Shubham Shweta Shyam
Sidharth Siddharth Simran Sindhu Smita Smitha Smriti Sneha Snehal Sohail Soham Somnath Sonal
Sonali Sonam Soni Sonia Soumya Sourabh Sourav Sreedhar Sreenivas Sreeja Sridevi Sridhar Srikanth
Srilatha Srinath Srini Srinivas Srinivasan Srivatsa Subash Subhash Subhra Subramanian Sucheta
Suchitra Sudarshan Sudeep Sudha Sudhakar Sudhir Sugandha Suhas Sujata Sujatha Sujit Sukanya
Sukhdev Sukhwinder Suman Sumana Sumathi Sumeet Sumit Sumitra Sundar Sundeep Suneel Sunil Sunita
Sunitha Suparna Supriya Suraj Surbhi Surekha Surendra Suresh Surya Sushant Sushil Sushma Sushmita
Swapna Swapnil Swarna Swati Swathi Swetha Tanmay Tanuja Tanvi Tanya Tapan Tara Tarun Tejas
Tejaswini Thiru Trisha Tulsi Tushar Uday Ujjwal Uma Umesh Upendra Urmila Usha Utkarsh Uttam
Vaibhav Vaishali Vaishnavi Vandana Vani Varsha Varun Vasant Vasanth Vasudev Vasudha Veena Venkat
Venkata Venkatesh Vibha Vidhya Vidya Vignesh Vijay Vijaya Vikas Vikash Vikram Vimal Vimala Vinay
Vinayak Vineet Vineeth Vinit Vinita Vinod Vinoth Vipin Vipul Viraj Viral Virendra Vishal Vishnu
Vishwanath Vivek Vrinda Yamini Yash Yashas Yashwant Yogesh Yogita Yuvraj Anjum Ashraful Farzana
Habibur Jahangir Kamrul Mahbub Mahfuz Mizanur Moinul Momtaz Nazmul Rafiqul Rokeya Sabbir Saiful
Shafiqul Shahidul Shamima Shirin Tahmina Tanvir Tariqul Chaminda Chamari Dilhara Dilini Gayan
Hasitha Ishara Janaka Kasun Kumara Lasith Mahela Nadeesha Nalin Nimal Nuwan Pradeepa Roshini Ruwan
Sanath Sandun Thilini Tharindu Upul Bishal Binod Prakriti Sabina Tenzin Pema Dorji Dechen Karma
Tashi Jigme Kinley Ugyen
"""

MIDDLE_EASTERN = """
Abbas Abdallah Abdel Abdelaziz Abdelrahman Abdo Abdul Abdulaziz Abdulkarim Abdullah Abdulrahman
Abeer Adel Adham Adnan Afaf Afnan Ahlam Ahmad Ahmed Aida Aisha Akram Alaa Ali Alia Amal Amani Amar
Amer Amin Amina Amira Amjad Ammar Amr Anas Anwar Areej Arwa Asma Asmaa Ashraf Atef Aya Ayman Aziz
Aziza Badr Baha Bahaa Bashar Bashir Basel Basem Basim Basma Bassam Batoul Bilal Bushra Dalal Dalia
Dana Daoud Deema Dina Doaa Dunya Ehab Eman Emad Esraa Essam Fadi Fadia Fadwa Fahad Fahd Faisal
Faris Farid Farida Farouk Fatemah Fatima Fatma Fawzi Fayez Firas Fouad Fuad Ghada Ghassan Ghazi
Habib Hadeel Hadi Hadia Hafsa Hala Halima Hamad Hamdi Hamed Hamid Hamza Hana Hanaa Hanan Hani
Hania Hasan Hassan Hatem Haya Haytham Hazem Heba Hend Hesham Hiba Hisham Hoda Hosam Hossam Huda
Husam Hussain Hussein Ibrahim Ibtisam Ihab Imad Iman Imran Inas Islam Ismail Israa Issam Iyad
Jaafar Jabir Jalal Jamal Jamila Jasim Jawad Jihad Joud Kamal Karam Kareem Karim Karima Khadija
Khaled Khalid Khalifa Khalil Khawla Lama Lamia Layan Layla Leen Leila Lina Lubna Lujain Maha Mahdi
Maher Mahmood Mahmoud Mai Majd Majed Majid Malak Malek Manal Mansour Maram Mariam Marwa Marwan
Maryam Maysa Maysoon Mazen Moataz Mohamad Mohamed Mohammad Mohammed Mohannad Mona Mostafa Muayad
Mubarak Mufid Muhammad Muhanad Muna Munir Murad Musa Musab Muslim Mustafa Mutaz Nabil Nada Nader
Nadia Nadim Nadine Naeem Nagwa Nahed Nahla Naji Najib Najla Najwa Nancy Narges Naser Nashwa
Nasreen Nasser Nawal Nawaf Nayef Nazih Nermin Nibal Nidal Nihad Nizar Noha Noor Noora Nouf Nour
Noura Nura Olfat Omaima Omar Omer Osama Othman Qasim Qusay Rabab Rabia Raed Rafik Raghad Raghda
Rahaf Rami Ramy Rana Rand Rania Ranya Rasha Rashad Rashed Rashid Rawan Rayan Razan Reda Reem Rehab
Rima Riyad Roba Rola Ruba Rula Saad Saba Sabah Sabri Sadiq Saeed Safa Safaa Safiya Safwan Sahar
Said Salah Salam Saleh Salem Salim Salma Salman Salwa Samah Samar Sameh Sameera Sami Samia Samih
Samira Sana Sanaa Sara Sarah Sawsan Sayed Shadi Shadia Shaima Shaker Sherif Shereen Sherine Shukri
Siham Suad Suhail Suhair Sultan Sulaiman Suleiman Suzan Taha Taher Talal Taleb Tamara Tamer Tareq
Tarek Tariq Taysir Thamer Wael Wafa Wafaa Wahid Waleed Walid Wasim Widad Wissam Yahya Yara Yaser
Yasin Yasir Yasmeen Yasmin Yassin Yazan Yazid Younes Yousef Youssef Yusuf Zahra Zaid Zainab
Zakaria Zaki Zayd Zeina Zeinab Ziad Ziyad Zuhair Abolfazl Afshin Akbar Alireza Amirhossein Amirali
Arash Ardeshir Arezoo Armin Arman Asghar Atefeh Azadeh Azar Babak Bahar Bahareh Bahman Bahram
Behnam Behnaz Behrouz Behzad Bijan Cyrus Dariush Davoud Ebrahim Ehsan Elaheh Elham Elnaz Esmail
Farah Faranak Farhad Fariba Farnaz Farshad Farshid Farzad Farzaneh Fereshteh Forough Ghazal Golnaz
Hamidreza Hengameh Homa Hooman Hossein Houshang Iraj Jaleh Jamshid Javad Kamran Kaveh Kazem Keyvan
Khosrow Kiana Kianoush Kourosh Ladan Laleh Mahdieh Mahin Mahnaz Mahsa Mahshid Maliheh Mandana
Marjan Marzieh Masoud Masoumeh Maziar Mehdi Mehran Mehrdad Mehrnaz Mina Minoo Mitra Mojgan Mojtaba
Morteza Nahid Nasim Nasrin Navid Nazanin Negar Negin Niloofar Nima Nooshin Omid Pantea Parisa
Parviz Parvin Payam Pedram Pegah Peyman Pooya Pouya Ramin Reyhaneh Reza Roya Ruhollah Saeid Saghar
Sahand Saman Samaneh Sanaz Sasan Sepideh Setareh Shabnam Shahin Shahla Shahram Shahrzad Shapour
Shervin Shirin Shohreh Siamak Simin Sina Sogand Soheil Soroush Tahereh Taraneh Vahid Yalda Yeganeh
Zohreh Avi Avigail Aviv Avner Avraham Ayelet Barak Batya Boaz Chaim Dafna Dalit Efrat Ehud Eitan
Elad Eran Esti Eyal Gadi Galit Gidon Gili Guy Hadar Hadas Hila Idan Ido Ilan Ilana Inbal Itai
Itamar Itay Itzik Keren Liat Lior Liora Malka Matan Meirav Meital Menachem Merav Michal Miri Moran
Moshe Nadav Naftali Naama Neta Netanel Nir Nitzan Noa Noam Ofer Ofir Ohad Omri Or Oren Orit Orly
Osnat Pinchas Rachel Ran Raz Rina Rivka Roi Ronen Ronit Roni Rotem Sarit Shai Shaul Shay Shimon
Shira Shiri Shlomo Shmuel Shoshana Sigal Smadar Tal Tali Talia Tamir Tomer Tova Tsvi Tuvia Tzipi
Tzvi Uri Yaakov Yael Yair Yaniv Yarden Yariv Yehuda Yigal Yishai Yitzhak Yoav Yochanan Yoel
Yonatan Yosef Yossi Yotam Yuval Zeev Zvi
"""

SLAVIC_GREEK_CAUCASUS = """
Akim Aleksei Aleksey Alena Alexei Alexey Alexandr Alina Alla Alyona Anastasia Anastasiia
Anastasiya Anatoli Anatoly Andrei Andrej Andrey Andrii Andriy Anfisa Anna Anton Arkady Arseny
Arsenii Artem Artur Artyom Bogdan Bohdan Boris Borys Bozhena Daniil Danila Danylo Daria Dariia
Darya Denis Denys Dima Dimitar Dimitri Dmitri Dmitrii Dmitriy Dmitry Dmytro Ekaterina Elena
Elizaveta Evgenia Evgeni Evgenii Evgeniy Evgeny Fedor Fyodor Galina Galyna Gennady Georgi Georgy
Gleb Grigori Grigory Halyna Hanna Hryhorii Igor Ihor Ilya Illia Inga Inna Irina Iryna Ivan Ivanka
Kateryna Katya Khrystyna Kira Kirill Klavdia Konstantin Kostya Kseniia Ksenia Kyrylo Larisa Larysa
Lesya Lev Lidia Liliya Lubov Ludmila Ludmyla Lyubov Lyudmila Maksim Maksym Marina Marharyta Maryna
Matvei Maxim Mikhail Misha Mstislav Mykhailo Mykola Myroslav Nadezhda Nadia Natalia Nataliia
Nataliya Natalya Nazar Nikita Nikolai Nikolay Oksana Oleg Oleh Olena Olesya Olga Olha Orest Ostap
Pavel Pavlo Petro Petr Polina Pyotr Radmila Rodion Roksolana Roman Rostislav Ruslan Sasha Semyon
Serge Sergei Serhii Serhiy Sergey Slava Sofia Sofiia Solomiya Stanislav Stepan Svetlana Svitlana
Taras Tatiana Tatyana Tetiana Tikhon Timofey Timur Tymofiy Uliana Vadim Vadym Valentin Valentina
Valentyna Valeria Valeriy Valery Vanya Varvara Vasili Vasily Vasyl Vera Veronika Viktor Viktoria
Viktoriia Vira Vitalii Vitaliy Vitaly Vlad Vladimir Vladislav Vladyslav Volodya Volodymyr Vova
Vsevolod Vyacheslav Yana Yaroslav Yegor Yehor Yekaterina Yelena Yevgeny Yevhen Yulia Yuliia Yuliya
Yura Yurii Yuriy Yury Zhanna Zhenya Zinaida Zlata Zoya Aleksandar Biljana Bojan Boyan Branislav
Branka Branko Danijela Darko Dejan Desislava Dragan Dragana Dusan Goran Gordana Hristo Iliyana
Ivaylo Ivica Jelena Jovan Jovana Kaloyan Ljiljana Ljubica Ljubomir Marija Mihail Milan Milena
Milica Milos Miljana Mirjana Mladen Momchil Nebojsa Nemanja Nenad Nikola Ognjen Petar Plamen
Predrag Radoslav Radovan Ratko Rumen Sanja Sasa Simeon Slavica Slobodan Snezana Spasoje Srdjan
Stefan Stevan Stoyan Strahinja Svetoslav Tanja Tihomir Todor Tsvetan Uros Vasil Velizar Veljko
Vesna Vesela Vladan Vojislav Vuk Yordan Zdravko Zeljko Zlatko Zoran Zorica Besart Blerim Agim
Arben Ardian Bekim Edona Fatos Ilir Luan Shpresa Valon Achilleas Alexandros Anastasios Andreas
Angeliki Antonis Apostolos Aristides Athanasios Charalampos Christos Chrysa Dimitra Dimitris
Dionysis Efstathios Eftychia Eleftheria Eleni Evangelia Evangelos Fotini Foteini Georgia Georgios
Giannis Giorgos Grigoris Ioanna Ioannis Kalliopi Katerina Konstantina Konstantinos Kostas Kyriakos
Lambros Lefteris Loukas Makis Manolis Marios Michalis Nektarios Niki Nikoleta Nikolaos Nikos
Odysseas Panagiota Panagiotis Panos Paraskevi Pavlos Petros Sotiria Sotiris Spyridon Spyros
Stavroula Stavros Stelios Stella Takis Thanasis Theodora Theodoros Thodoris Vaggelis Vasiliki
Vasilis Vassilis Xenia Yannis Yiannis Yorgos Zacharias Ani Anahit Aram Ararat Armen Arpi Artak
Artavazd Arthur Ashot Astghik Davit Gagik Garegin Gayane Gevorg Gohar Grigor Hakob Hasmik Hayk
Hovhannes Hovsep Hrant Karen Karine Levon Lilit Lusine Mane Mariam Mher Mikayel Mkhitar Mkrtich
Narek Nare Ruben Rubik Samvel Sargis Siranush Suren Tatevik Tigran Vahan Vahe Vardan Vazgen Zaven
Avtandil Bakar Besik Dato Eka Ekaterine Gia Giga Giorgi Gocha Irakli Ketevan Khatuna Lado Lasha
Levan Lika Maia Mamuka Manana Mikheil Nana Natia Nato Nika Nino Nodar Otar Revaz Rusudan Salome
Sandro Shota Tamar Tamaz Teimuraz Temur Tengiz Tinatin Vakhtang Zaza Zurab Aigerim Aibek Ainur
Aisulu Akmal Alibek Alisher Almas Almaz Askar Azamat Aziza Bakyt Bekzat Botir Daniyar Daulet
Dilnoza Dilshod Erlan Farrukh Gulnara Gulnora Islombek Jasur Kanat Kairat Madina Malika Murat
Nargiza Nigora Nodira Nurlan Nursultan Otabek Ravshan Rustam Sanzhar Sardor Serik Shavkat Sherzod
Temirlan Ulugbek Yerlan Zarina Zhanar Zhanibek Bat Batbayar Bolormaa Enkhbat Ganbat Munkhbat Naran
Oyun Sarnai Temuulen
"""

SOUTH_EAST_ASIAN = """
Anh Bach Bao Bich Binh Cam Chau Chi Cuong Cuc Dao Dat Diem Diep Dinh Doan Duc Dung Duong Duy Giang
Giau Ha Hai Hanh Hao Hien Hieu Hoa Hoai Hoang Hong Hue Hung Huong Huu Huy Huyen Khai Khanh Khoa
Khoi Khue Kien Kieu Lam Lanh Lien Linh Loan Loc Long Luan Ly Minh My Nam Nga Ngan Nghia Ngoc
Nguyen Nguyet Nhan Nhat Nhi Nhu Nhung Oanh Phat Phong Phu Phuc Phuoc Phuong Quan Quang Quoc Quy
Quyen Quynh Sang Sinh Son Tam Tan Thach Thang Thanh Thao Thi Thien Thinh Tho Thom Thu Thuan Thuc
Thuy Tien Tin Toan Trang Tri Trinh Trong Truc Trung Truong Tu Tuan Tung Tuyen Tuyet Uyen Van Viet
Vinh Vu Vuong Vy Xuan Yen Ananda Apichai Apinya Araya Arthit Boonsri Chai Chaiwat Chaiyaphon
Chakrit Chalerm Chanida Chatchai Chayan Ekachai Jirapat Kamon Kanya Kittisak Kittipong Kulap Lawan
Malee Manee Mongkol Nakorn Narong Naruemon Natthapong Nattapong Nattaya Nittaya Niran Nok Nong
Noppadol Orathai Pakorn Panya Parichat Patcharee Phairoj Pichai Piyapong Ploy Pongsak Pornthip
Prasert Prasit Preecha Rattana Sakda Sarawut Siriporn Sirikit Somchai Somkiat Sompong Somsak
Sukanya Sunan Supachai Suphan Surasak Surin Suwan Tanawat Teerapong Thaksin Thanakorn Thanawat
Thanongsak Thawat Udom Vichai Wanchai Wanida Wichai Wirat Wittaya Worawut Yingluck Sokha Sophea
Sopheap Sokhom Bopha Chann Dara Kosal Phalla Pisey Ratha Rith Samnang Sovann Srey Thyda Vannak
Veasna Aung Hla Htet Htun Khin Kyaw Mya Myint Myo Naing Nyein Phyo Sandar Soe Su Thandar Thant
Thein Thiha Thura Tun Wai Yadanar Zaw Zin Khamphone Bounmy Somphone Adi Agung Agus Ahmad Aminah
Andi Anwar Arief Arif Asep Ayu Bagus Bambang Bayu Budi Cahya Cahyo Dedi Desi Dewi Dian Dimas Djoko
Dwi Dyah Edi Eka Eko Endang Erlangga Fajar Fauzi Fitri Galih Gede Gilang Hadi Hafiz Hafizah Haris
Hendra Hendro Heri Iman Indah Indra Intan Irfan Irwan Iwan Jaya Joko Kadek Ketut Komang Kurnia
Lestari Made Maya Mega Mulyadi Nanang Nengah Novita Nur Nurul Nyoman Putra Putri Putu Rahmat
Rangga Ratna Reza Ridwan Rini Rizal Rizki Rizky Rudi Rudy Sari Setiawan Siti Slamet Sri Sugeng
Suharto Sukarno Supri Suryadi Susilo Sutrisno Syahrul Teguh Tono Tuti Udin Utami Wahyu Wati Wawan
Wayan Widodo Widya Wulan Yanti Yanto Yudi Yuliana Yusuf Azlan Azman Azizah Faizal Faridah Farhan
Hafizuddin Haziq Hazirah Izzati Khairul Mahathir Mohd Muhamad Nazri Noraini Norhayati Nurhaliza
Rosmah Roslan Rozita Shahril Shahrul Syafiq Syed Zainal Zainuddin Zulkifli Agapito Alon Amihan
Bayani Benigno Bongbong Corazon Crisanto Dalisay Danilo Datu Diwata Efren Erlinda Ferdinand Imelda
Isagani Jejomar Jhun Jhon Jomar Jonel Joselito Jovito Junjun Ligaya Lualhati Luzviminda Makisig
Malaya Manny Marikit Marilou Marites Melchor Mayumi Nenita Nonoy Reynaldo Rodel Rodrigo Rogelio
Rolando Romeo Ronaldo Rosario Rowena Sampaguita Teodoro Tala Virgilio Wilfredo
"""

AFRICAN = """
Abayomi Abdi Abdirahman Abdou Abebe Abeba Abena Abimbola Abiola Achieng Achol Ada Adaeze Adanna
Adaora Ade Adebayo Adebisi Adebola Adedayo Adeola Adesina Adesola Adetokunbo Adewale Adisa Adongo
Afi Afua Akello Akinyi Akosua Akua Akwasi Alemu Almaz Amadi Amadou Amahle Amara Amare Ama Aminata
Ampah Anan Angwenyi Anyango Apiyo Asante Asha Asmara Assefa Atieno Awa Awino Awuor Ayana Ayanda
Ayele Ayo Ayodele Ayotunde Azubuike Babajide Babatunde Balarabe Bamidele Barasa Bekele Berhane
Birhanu Biruk Boateng Bongani Bontle Boubacar Busisiwe Chebet Chepkoech Cherono Chiamaka Chibueze
Chidi Chidinma Chiedza Chika Chikondi Chimamanda Chinedu Chinonso Chinua Chinwe Chioma Chipo
Chisomo Chukwuemeka Chukwuma Daba Dawit Demba Desta Diallo Dikembe Dineo Ebele Ebo Ebony Efua Ekow
Ekua Emeka Enitan Esi Eskinder Etana Ezekiel Fadumo Farai Fatou Fatoumata Femi Fikile Fikre Fikru
Folake Folasade Funmilayo Gatimu Genet Getachew Gikuyu Girma Habtamu Hailu Hawa Hirut Hodan Ibukun
Idowu Idrissa Ife Ifeanyi Ifeoma Ikechukwu Ikenna Imani Isatou Itumeleng Jabari Jabulani Jelani
Jemutai Jerotich Kagiso Kahinda Kamau Kariuki Kassa Katlego Kebede Kefilwe Keita Keitumetse
Kelechi Kemi Khadija Khalil Khethiwe Khumo Kibet Kimani Kimutai Kipchoge Kipchumba Kipkemboi
Kipkorir Kiprono Kiprotich Kofi Kojo Korir Kudzai Kwabena Kwadwo Kwaku Kwame Kwasi Kwesi Lamin
Lerato Letlhogonolo Liya Lindiwe Lomasi Lulu Lungile Lwazi Mahlet Makena Mamadou Mandla Mariama
Masego Masozi Mbali Mekonnen Melaku Meron Meseret Mikael Mogale Moses Moussa Mpho Mulugeta Munashe
Muthoni Mutua Mwangi Mwende Nakato Naledi Nana Nandi Nangila Ndidi Ndiaye Neema Ngozi Njambi Njeri
Njoroge Nkechi Nkemelu Nkosana Nkosinathi Nnamdi Nokuthula Nomsa Nomvula Nonhlanhla Nothando
Nqobile Ntombi Ntokozo Nyambura Nyasha Nyokabi Obi Obinna Ochieng Odhiambo Okafor Okechukwu Okello
Oluchi Olumide Oluwaseun Oluwaseyi Olusegun Omari Omolara Omondi Onyango Oprah Osagie Osei Oumar
Oumou Ousmane Palesa Panashe Petros Phiri Pontsho Precious Prosper Rashidi Refilwe Retha Rudo
Rutendo Sade Saba Salif Samba Samuel Sekou Selam Selamawit Sello Sena Seun Shaka Sibusiso
Sibongile Simba Simisola Sipho Siphiwe Siyabonga Sizwe Soline Solomon Subira Tadesse Tafadzwa
Tafari Taiwo Tamba Tapiwa Tariro Tatenda Tawanda Temitope Temwa Tendai Tesfaye Thabo Thandeka
Thandi Thandiwe Themba Thembi Thulani Tigist Tinashe Tiwa Tobenna Tochukwu Tolu Tonderai Toyin
Tsegaye Tsehay Tshepo Tumelo Tunde Uche Uchenna Unathi Uzoma Wachira Waceera Wafula Wairimu Wambui
Wangari Wanjiku Wanjiru Wekesa Winta Wole Worku Xola Xolani Yaa Yaaba Yahaya Yared Yaw Yeabsira
Yemi Yohannes Yonas Zainabu Zandile Zanele Zawadi Zelalem Zenebe Zodwa Zola Zuri Aristide Assane
Bakary Cheikh Djibril Fanta Gora Ibou Khady Kouame Kouassi Malick Modou Ndeye Pape Serigne Yacine
Rakoto Tiana Andry Hery
"""

OTHERS = """
Aolani Ailani Akamu Alamea Ikaika Iolana Kahiau Kai Kainoa Kalani Kaleo Kanoa Keahi Keanu Kekoa
Keoni Koa Lani Leilani Mahina Makana Makoa Malia Mele Moana Nalani Noelani Pua Tavita Sione Semisi
Sefo Losa Litia Ratu Sitiveni Aroha Hemi Hinemoa Hone Huia Ihaia Kahu Kahurangi Kiri Manaia
Manaaki Matiu Mereana Mikaere Ngaio Ngaire Nikau Rangi Rawiri Tama Tamati Tane Tui Wiremu Aiyana
Catori Chayton Dakotah Kateri Nahuel Nayeli Quilla Sequoia Tahoma Takoda Wayra Xochitl Yareli
Yaretzi Yolotl Citlali Cuauhtemoc Itzel Ixchel Atahualpa Rumi Inti Illari Nusta Elif Emre Ece Eda
Ela Emine Ebru Efe Ege Arda Aslan Asli Ayse Aysegul Aylin Baris Batuhan Beren Berk Beyza Burak
Burcu Can Canan Caner Cansu Cem Cemal Ceren Cigdem Defne Deniz Derya Dilara Doruk Emrah Enes Erdem
Erdal Eren Erkan Esra Fatih Ferhat Fikret Furkan Gamze Gizem Gokce Gokhan Gonca Gul Guler Gulsah
Hakan Halil Halit Hande Hatice Hilal Hulya Ilker Ipek Irem Ismet Kaan Kadir Kemal Kerem Koray
Kubra Levent Mehmet Melek Melike Meltem Meral Merve Mert Metin Mine Murat Mustafa Nalan Nazli
Necati Nehir Nese Nesrin Nevin Nihan Nilufer Nurcan Okan Onur Orhan Osman Oya Oyku Ozan Ozge Ozgur
Ozlem Pelin Pinar Ramazan Rana Recep Safak Sedat Sefa Selcuk Selim Selin Selma Sema Serap Serdar
Serhat Serkan Sevda Sevgi Sevil Sibel Sinan Songul Suleyman Tamer Taner Tarik Tolga Tugba Tugce
Tuncay Turgut Tuba Ufuk Ugur Umit Umut Utku Volkan Yagmur Yavuz Yasemin Yeliz Yigit Yildiz Yilmaz
Yunus Zafer Zehra Zerrin Zeynep Guro Halvard Havard Hakon Hege Ingvild Joakim Kjell Kjersti Kjetil
Magnus Ragnhild Sindre Sigrid Snorre Solveig Stian Sveinung Terje Torbjorn Torgeir Torstein Trond
Trygve Ulrik Vegard Vidar Yngve Asgeir Birgir Bjork Bjarni Einar Freyja Gudmundur Gudrun Gunnar
Helgi Hrafn Ingibjorg Jokull Katla Kristjan Olafur Ragnar Sigridur Sigurdur Snorri Stefan Thora
Thorsteinn Unnur Vigdis Aino Antero Eero Eeva Eino Elina Erkki Hannu Heikki Henna Iiro Ilkka
Ilmari Jaakko Jari Jarmo Jorma Jouni Juha Juhani Jukka Jussi Kaisa Kalle Katri Kimmo Kirsi Lasse
Leena Markku Marko Matti Mika Mikko Minna Niina Olli Outi Paavo Paivi Pasi Pekka Pentti Petri
Pirjo Raimo Reijo Riikka Risto Saara Sami Sanna Satu Seppo Sirpa Taina Tapio Teemu Tero Tiina Timo
Toni Tuomas Tuula Veikko Vesa Ville Agnieszka Aleksandra Andrzej Arkadiusz Artur Barbara Bartek
Bartosz Bogumil Boguslaw Bozena Czeslaw Dagmara Dariusz Dorota Edyta Elzbieta Ewa Ewelina
Franciszek Grazyna Grzegorz Halina Iwona Jacek Jadwiga Janusz Jaroslaw Jarek Jerzy Joanna Justyna
Kacper Karol Karolina Kasia Katarzyna Kazimierz Kinga Krystian Krystyna Krzysztof Leszek Lukasz
Maciej Maciek Magda Magdalena Malgorzata Marcin Marek Mariola Mariusz Mateusz Marzena Mieczyslaw
Mikolaj Miroslaw Natalia Oliwia Patrycja Pawel Piotr Przemek Przemyslaw Radek Radoslaw Rafal
Renata Ryszard Slawek Slawomir Stanislaw Sylwia Szymon Tadeusz Tomasz Tomek Urszula Waldemar
Wieslaw Wiktor Witold Wlodzimierz Wojciech Wojtek Zbigniew Zofia Zuzanna Zygmunt Anika Anke
Anneliese Annika Bernd Birgit Bjoern Christof Claus Detlef Dieter Dirk Eckhard Elke Ewald Falk
Florian Friedhelm Frieder Gerd Gerhard Gernot Gisela Guenter Gunther Hartmut Heike Heiko Heiner
Helga Helmut Hendrik Holger Horst Ilse Ingo Ingrid Jochen Joerg Jurgen Karlheinz Kerstin Klaus
Lars Lothar Lutz Maike Malte Manfred Marlene Meike Nils Norbert Ole Olaf Otto Philipp Pim Ralf
Reiner Reinhard Roland Rolf Ruediger Saskia Sebastian Silke Sonke Soren Steffen Sven Swantje Tanja
Thorsten Thomas Tilo Torben Torsten Udo Ulf Ulrich Ulrike Ursula Ute Uwe Volker Waltraud Werner
Wibke Wiebke Wolfgang Bram Daan Femke Floris Geert Gijs Hanneke Hidde Jaap Jeroen Jelle Joost
Jorrit Jurre Koen Lieke Lotte Maaike Maarten Marieke Marijn Mees Menno Merel Niels Noor Pieter
Renske Rianne Roel Ruben Ruud Sander Sanne Siebe Sjoerd Stijn Teun Thijs Tijmen Tjeerd Wessel
Willem Wouter Yvette Anaïs Aurélie Baptiste Benoît Bertrand Cédric Cyril Damien Didier Élise
Émilie Étienne Fabien Fabrice Florent Franck François Gaël Gaëlle Gérard Ghislain Gilles Grégory
Guillaume Gwenaël Hervé Jérôme Jocelyn Joël Laurent Loïc Ludovic Maël Mathieu Maxime Mickaël
Nicolas Noémie Océane Olivier Pascal Philippe Pierre Quentin Raphaël Régis Rémi Rémy Romain
Sébastien Solène Stéphane Sylvain Thibault Thierry Tristan Xavier Yann Yannick Yves Alejandro
Álvaro Beatriz Begoña Borja Concha Cristóbal Diego Eduardo Enrique Esteban Felipe Fermín Gonzalo
Guillermo Íñigo Iker Ignacio Inés Iñaki Itziar Jaime Javier Jesús Joaquín Jordi Jorge José Juan
Juanjo Lourdes Lucía Luis Macarena Maite Marisol Mercedes Miguel Nacho Nuria Oriol Paco Pablo
Pedro Pepe Pilar Quique Rafael Ramón Rocío Santiago Sergio Teresa Tomás Vicente Xabier Yolanda
Afonso Caio Catarina Duarte Fabrício Filipe Flávia Gonçalo Heitor Henrique Inês João Joaquim
Leandro Letícia Luís Luísa Luiz Marcelo Márcia Mateus Murilo Nuno Otávio Paulo Rui Tânia Tiago
Thiago Vasco Vítor Wagner Alessandra Alessandro Antonella Beppe Chiara Cosimo Davide Domenico
Donatella Edoardo Elisabetta Enrico Fabio Fabrizio Federica Federico Filippo Francesca Francesco
Gennaro Giacomo Gianluca Gianni Giorgia Giovanna Giovanni Giulia Giulio Giuseppe Ilaria Lorenza
Lorenzo Luca Luigi Marcello Matteo Michele Ornella Paola Paolo Pietro Raffaele Riccardo Rosanna
Salvatore Silvia Simona Stefania Stefano Tommaso Umberto Valentina Vincenzo Vittoria
Rutger Yusra Tamsin Fionn Morag Eilidh Cerys Huw Ieuan Alasdair Barnaby Crispin Jolyon Tarquin
Marloes Ainhoa Mercè Małgorzata Gosia Mirek Snežana Aristeidis Niloufar Zubin Naseem Subramaniam
Dilshan Kusal Guoqiang Hyun Anong Suda Rosli Liezl Analyn Thida Bola Segun Aminu Mensah Zuberi
Mwansa Mulenga Ibrahima Kadiatou Haile Mekdes Xóchitl Cuauhtémoc Ayşe Oisín Róisín Sinéad Siobhán
Pádraig Dafydd Eluned Lowri Ffion Angharad Seren Osian Iestyn Mungo Hebe Ottoline Peregrine
Lysander Gráinne Fiadh Bríd Åshild Runa
"""

SUPPLEMENTS: Mapping[str, str] = {
    "nicknames": NICKNAMES,
    "chinese": CHINESE,
    "korean": KOREAN,
    "japanese": JAPANESE,
    "south asian": SOUTH_ASIAN,
    "middle eastern": MIDDLE_EASTERN,
    "slavic, greek, caucasus": SLAVIC_GREEK_CAUCASUS,
    "south-east asian": SOUTH_EAST_ASIAN,
    "african": AFRICAN,
    "others": OTHERS,
}

SURNAME_SUPPLEMENT = """
Abdullah Abe Abdi Achieng Adeleke Adeyemi Afolabi Agarwal Aggarwal Agrawal Ahmadi Ahn Akhtar
Almeida Alvarez Amiri Aoki Araujo Arora Arslan Asante Aydin Aydın Bae Baek Bajwa Bakker
Balasubramanian Banerjee Bansal Bhat Bhatia Bhatt Bhattacharya Biswas Bondarenko Boateng Bose Bui
Celik Çelik Cerny Chakraborty Chan Chandra Chandrasekaran Chang Chatterjee Chaudhary Chaudhry
Chauhan Chavez Chen Cheng Cheung Chiang Chin Cho Choi Chopra Chou Choudhury Chow Chowdhury Chu
Chua Chukwu Chung Coelho Cohen Costa Couto Cruz Cunha Dang Das Dasgupta Demir Deng Desai Deshpande
Dhillon Diaz Diallo Dinh Diop Dlamini Doan Dogan Doğan Dubey Duong Dutta Eriksson Esposito Eze
Farouk Fedorov Fernandes Fernandez Ferrari Ferreira Fischer Fujimoto Fujita Fukuda Gao Garcia Garg
Georgiou Ghosh Gill Goh Goldberg Gomes Gomez Gonzalez Gopal Gopalakrishnan Goswami Goto Goyal Guo
Gupta Gutierrez Haddad Hansen Haq Hasegawa Hashimoto Hayashi Hegde Hernandez Ho Hosseini Hoang
Hong Horvat Horvath Hsieh Hsu Huang Huynh Hwang Ibrahimovic Iftikhar Inoue Iqbal Ishii Ishikawa
Islam Ito Ivanov Ivanova Iyer Jain Jang Jansen Janssen Jha Jiang Jimenez Johansson Joshi Jovanovic
Juma Kamau Kaplan Kapoor Kariuki Karimi Kato Kaur Kaya Khalil Khan Khanna Khumalo Kikuchi Kim
Kimura Kobayashi Kondo Korhonen Koroma Kovac Kovacs Kovalenko Kowalczyk Kowalski Kravchenko
Krishnamurthy Krishnan Kulkarni Kumar Kuznetsov Kwon Lam Larsen Larsson Lau Lee Leung Levy Lim Lin
Lindqvist Lopez Lozano Lozhkin Lu Luo Ma Maeda Mahmood Malhotra Malik Mammadov Martinez Matsuda
Matsumoto Mehta Melnyk Mendes Mendoza Menon Meyer Mishra Mittal Mkhize Mohamud Mokoena Molina
Moreau Moreira Morales Morozov Mukherjee Muller Müller Murakami Murthy Mutua Mwangi Nadar Nagy
Naidu Nair Nakagawa Nakajima Nakamura Nandakumar Narang Narayanan Naumov Ndiaye Nel Ng Nguyen Ngo
Nikolaidis Nishimura Nkosi Novak Novák Nowak Nwosu Obi Ochieng Odhiambo Ogawa Ogunleye Okada
Okafor Okamoto Okeke Okonkwo Okoye Oliveira Omondi Onyango Ortiz Osei Otieno Ozturk Öztürk
Padmanabhan Pandey Pandit Panda Papadopoulos Parekh Park Patel Pathak Patil Pawar Pereira Perez
Petrenko Petrov Petrova Pham Phan Phiri Pillai Pinto Popescu Popov Prabhu Prakash Prasad Qian
Qureshi Raghavan Rahman Rajan Rajput Ramachandran Raman Ramirez Ramos Rana Ranganathan Rao Rastogi
Rathore Rawat Reddy Ribeiro Rivera Rocha Rodrigues Rodriguez Romano Rossi Roy Ruiz Saito Sakamoto
Salazar Sanchez Sandhu Santos Saputra Sarkar Sato Schmidt Schneider Sen Seo Sethi Sevcik Shah
Shaikh Sharma Shen Shetty Shevchenko Shimizu Shin Shrestha Siddiqui Sidhu Silva Singh Singhal
Sinha Sithole Smirnov Soares Sokolov Sokolova Somasundaram Song Sousa Souza Srinivasan Srivastava
Subramaniam Subramanian Sugiyama Sundaram Suzuki Svensson Swaminathan Syed Sørensen Takahashi
Takeda Tanaka Tang Tembo Thapa Thakur Thapar Tiwari Toure Tran Traore Tremblay Trinh Tripathi Tsai
Tse Tshabalala Tyagi Ueda Vargas Varghese Varma Vasquez Venkataraman Venkatesan Verma Virtanen Vo
Volkov Wagner Wanjiru Watanabe Weber Weiss Wijaya Wong Xie Xu Yadav Yamada Yamaguchi Yamamoto
Yamashita Yamazaki Yan Yang Yeung Yildirim Yıldırım Yildiz Yilmaz Yılmaz Yoo Yoon Yoshida Yusuf
Zaidi Zhang Zhao Zheng Zhou Zhu Zimmermann Zulu
"""

# --- names which are treated as ambiguous, and names which are kept -----------------------------

# Function words, months, weekdays, acronyms, units and the like.
AMBIGUOUS_WORDS = """
Line Citizens Lassie
a ad add ado ai al all also am an and any as ash at att aura ay be bin bit by can cam case chi
chip ci cat come da data day de dec dee del den des dev di did die do does dot du dun each el em
eta etc etch even ever fan feb few fin for fri from ga gen get go got had hay he her here hi him
his ho hoi how i if ike im in ink is it its jan jar job jul jun june july april may march august
september october november december just kay key king kit la lan lang lap le lee les let lo log
long love low lu ma mac mae magic mai mal man many mar mat max me men mi miles mine min mo mod mon
more most mu my nan new ni nil no non nor not now nul of off oh ok on one only or our out own pa
pan per pi ping pip plan pod port pre pro put qi quay quan queen ran raw ray re red ref reg rem
ring rip rom row run sad sage said sal sam same san sang sat saw say sea see sen sep set she shi
si sid sim sin sing so some son soon sort std su sub sum sun ta tab tan tar tat ten than thai that
the their them then these they this tho thu thus ti tie tin tip to too top tri tu tue tun un una
uni unit up us use ut van var very via vim vol wan war was wat way we wed well were what when
where who why wing with ya ye yen yes yet you young yu zen zip zone zulu sunday monday tuesday
wednesday thursday friday saturday noon est cet utc pst era ace axel ant ares aws api asn bash
basil beam bee berkeley bolt blaze boot bot buck buddy bug cache cash chase chord cobalt code
comet coral core dart dash deb deck delta dell diamond dolly drew east ebony echo eden elf epoch
esc fern field finch fish flint flo flora flux font forest forge fox gale gem gems gin gill gray
green guy hal halo hammer harbor hart hazel heath helm henna holly hope hunter indigo iris isis
ivy jade jasper jazz jet jewel joy juniper jupiter justice karma keen kerberos kitty lake lance
lane lark latte leaf legend liberty link lily lotus lux lyric major marina marine mars mason
master maya melody mercury merit mint misty monk moon neon nero noble north nova oak ocean olive
onyx opal orion page patch patience pax peace pearl pepper phoenix pilot piper poppy precious
presence prince princess promise prosper quest rain raven reef reign ridge river robin rocky rod
rose royal ruby rush rusty sable sailor saint salem santos saturn scout sequoia shadow shark shell
silver skip sky slack sparrow spring star stark stone storm success summer sunny swift tank tiger
timber titan topaz trace trap trinity triton troy true trust tuna unity venus victory viola violet
vista wade walker warden wave west wheeler wick wild winter wolf wood wren zeus zion blessing
comfort favour favor glory goodness mercy miracle innocence fortune honesty clever lawful godsend
beauty baby boy girl junior senior chancellor bishop abbot baron dean deacon general judge
sergeant marshal marshall reeve rector earl count sultan khan raja emir shah german french english
welsh scot irish latin israel egypt asia africa america india kenya china japan jordan ireland
holland england britain paris london milan florence vienna verona roma rio madrid sydney adelaide
melbourne dallas houston austin boston denver memphis orlando lincoln cleveland jackson jersey
georgia virginia carolina dakota montana nevada alabama tennessee indiana arizona california texas
maryland delaware washington savannah chelsea brooklyn bronx camden oslo lima cairo frankfurt
oregon ohio cali santiago havana valencia
"""

# Products, projects, protocols and distribution code names that are given names as well and that
# products.yaml need not list.
AMBIGUOUS_TECH = """
ada agda airy alexa alma alexis amber ambassador angular apollo ariel argo artemis aspen astra
astro atlas athena aurora avro azure babel bard basho bo buster buzz cassandra celeste cello
clippy consul cortana cosmos coral crystal cyrus dagger deno denali diem elm erlang eureka eva
flannel fleet flora freya galen gemini gretel griffin hamm harbor haskell hedera hermes heron
hudson ingres iris ivy jaeger jade jasmine java jenkins jenkin jessie jinja julia juno kafka karma
kayenta kerberos kibana kotlin kudu lenny lerna lilo linkerd loki lua lucene luna lyra marathon
maven max mercurial mesa minerva minio mocha morgan moose nagios napa nessie nexus nginx nomad
nova oozie ora orion osiris pandora pascal peregrine perl pixie polaris prisma prometheus prow
puma qt raven redis riak rocky ruby rust sage salsa salt sandy sarge scala selena selenium sentry
sidekiq siri solaris sonar spark stretch tempo thanos thor titan tomcat travis trixie unity ursa
vagrant vault vega verity vulcan watson wheezy woody yarn zelda zephyr zoom zuul
"""

# Everyday words which, capitalised in an incident report, are nearly always a person.
KEPT = """
adam adrian alec alex alexander ali anna barney ben benjamin bert billy bob bobby bruce carol
catherine charles charlie charlotte chad chris christian christine colin dan daniel dave david
dennis diana don donald doug ed edward elizabeth eric frank fred george gerry graham greg harry
henry ian jack jackie jacob james jamie jane jason jeff jen jenny jerry jess jesse jesus jill jim
jimmy joe joel john johnny jon joseph josh karen kate ken kenny kevin larry laura leo leon lewis
linda liz louis lynn maria mario martin mary matt matthew michael mike mickey molly nelly nick
nicholas norma oliver oscar otto patrick paul pedro pete peter phil philip ralph randy raymond
rebecca rex richard ricky robert ron roger roland roman ruth sally sammy samuel sarah sean sharon
sheila sherry simon sophie stan stephen steve sophia susan sybil ted teddy terry theo thomas tim
timothy toby tom tommy tony tracy daphne denys dieter eva fiona helen hugo luigi norman petra
rainer val vera vic victor wallace walter warren wendy wesley
"""

# Not names at all, whatever a list says.
NEVER = frozenset("doe john-doe the and of mr mrs ms dr de la von van da di al el bin ibn st".split())

CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z",
    "и": "i", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya", "є": "ie", "і": "i", "ї": "i",
    "ґ": "g", "ѓ": "gj", "ќ": "kj", "љ": "lj", "њ": "nj", "џ": "dj", "ј": "j", "ѕ": "dz",
}  # fmt: skip
BULGARIAN = {**CYRILLIC, "щ": "sht", "ъ": "a", "х": "h"}
UKRAINIAN = {**CYRILLIC, "г": "h", "и": "y"}
GEORGIAN = dict(
    zip(
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
        "a b g d e v z t i k l m n o p zh r s t u p k gh q sh ch ts dz ts ch kh j h".split(),
        strict=True,
    )
)
TRANSLITERATIONS: Mapping[str, Mapping[str, str]] = {
    "ru_RU": CYRILLIC,
    "bg_BG": BULGARIAN,
    "mk_MK": CYRILLIC,
    "uk_UA": UKRAINIAN,
    "ka_GE": GEORGIAN,
}

HANGUL_INITIALS = "g kk n d tt r m b pp s ss - j jj ch k t p h".split()
HANGUL_VOWELS = "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i".split()
HANGUL_FINALS = "- k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split()  # revised romanisation

NAME = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def romanise_hangul(word: str) -> str:
    """Romanise Hangul syllable by syllable (revised romanisation, without assimilation)."""
    parts = []
    for char in word:
        code = ord(char) - 0xAC00
        if not 0 <= code < 11172:
            return ""
        initial = HANGUL_INITIALS[code // 588].replace("-", "")
        vowel = HANGUL_VOWELS[code % 588 // 28]
        final = HANGUL_FINALS[code % 28].replace("-", "")
        parts.append(initial + vowel + final)
    return "".join(parts)


def transliterate(word: str, locale: str) -> str:
    """Bring a name into Latin script, or return an empty string."""
    if locale == "ko_KR":
        return romanise_hangul(word)
    table = TRANSLITERATIONS.get(locale)
    if table is None or any(char not in table for char in word.lower()):
        return ""
    return "".join(table[char] for char in word.lower())


def is_latin(word: str) -> bool:
    """Say whether all letters of ``word`` are Latin."""
    return all(not c.isalpha() or unicodedata.name(c, "").startswith("LATIN") for c in word)


def fold(word: str) -> str:
    """Fold diacritics and special letters to ASCII."""
    special = str.maketrans(
        {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "þ": "th",
         "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ß": "ss", "ı": "i", "İ": "I",
         "ə": "a", "Ə": "A", "’": "'"}
    )  # fmt: skip
    decomposed = unicodedata.normalize("NFKD", word.translate(special))
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def title(word: str) -> str:
    """Write a name with a capital, as in running text."""
    if word.isupper() or word.islower() or word[:2].isupper():
        word = word[0].upper() + word[1:].lower()
    return unicodedata.normalize("NFC", word)


def provider_values(provider: type, kind: str) -> Iterable[str]:
    """Yield the first or last names of one Faker provider class."""
    pattern = {
        "first": re.compile(r"first_(romanized_)?names?(_(female|male|nonbinary|unisex).*)?$"),
        "last": re.compile(r"(?:male_|unisex_)?last_(romanized_)?names?(_(female|male|nonbinary|unisex|common).*)?$"),
    }[kind]
    for attribute in sorted(dir(provider)):
        if not pattern.match(attribute):
            continue
        value = getattr(provider, attribute)
        if isinstance(value, (list, tuple, dict)):
            yield from (item for item in value if isinstance(item, str))


def collect(kind: str) -> dict[str, set[str]]:
    """Collect the Latin-script names of all locales: name -> locales."""
    found: dict[str, set[str]] = {}
    modules = sorted(module.name for module in pkgutil.iter_modules(person_providers.__path__))
    for locale in modules:
        module = importlib.import_module(f"{person_providers.__name__}.{locale}")
        for value in provider_values(module.Provider, kind):
            raw = value.strip()
            latin = raw if is_latin(raw) else transliterate(raw, locale)
            for part in latin.split():
                if not NAME.fullmatch(part):
                    continue
                name = title(part)
                found.setdefault(name, set()).add(locale)
                if locale.startswith("zh_") and "-" in name:
                    found.setdefault(name.replace("-", ""), set()).add(locale)
    return found


def everyday_words() -> Counter[str]:
    """Count how often a lower-case English word occurs in the text tagged with WordNet senses."""
    lower: set[str] = set()
    for part in ("noun", "verb", "adj", "adv"):
        for line in (WORDNET / f"data.{part}").read_text("utf-8").splitlines():
            if line.startswith(" "):
                continue
            fields = line.split("|")[0].split()
            words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
            lower.update(w for w in words if w.islower() and "_" not in w)
    counts: Counter[str] = Counter()
    for line in (WORDNET / "cntlist.rev").read_text("utf-8").splitlines():
        key, _, count = line.split()
        word = key.split("%")[0]
        if word in lower:
            counts[word] += int(count)
    return counts


def base_forms(word: str) -> list[str]:
    """Guess the base forms of an inflected English word."""
    forms = [word]
    if word.endswith("ies") and len(word) > 4:
        forms.append(word[:-3] + "y")
    if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
        forms.append(word[:-1])
    for suffix in ("ed", "ing"):
        if word.endswith(suffix) and len(word) > len(suffix) + 3:
            forms += [word[: -len(suffix)], word[: -len(suffix)] + "e"]
    return forms


def lexicon_words(name: str) -> set[str]:
    """Read the single words of another lexicon (key ``words``), lower-cased."""
    path = LEXICONS / f"{name}.yaml"
    if not path.exists():
        print(f"note: {path.name} is missing, its words are not held back", file=sys.stderr)
        return set()
    data = yaml.safe_load(path.read_text("utf-8"))
    return {word.lower() for word in str(data.get("words", "")).split()}


def write_words(name: str, about: str, words: Iterable[str]) -> int:
    """Write a lexicon whose key ``words`` is a folded block of space-separated words."""
    ordered = sorted(set(words), key=lambda word: (fold(word).lower(), word))
    body = textwrap.fill(
        " ".join(ordered),
        width=118,
        initial_indent="  ",
        subsequent_indent="  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    text = f"about: >-\n{textwrap.fill(about, 98, initial_indent='  ', subsequent_indent='  ')}\n"
    text += f"words: >-\n{body}\n"
    path = LEXICONS / f"{name}.yaml"
    path.write_text(text, "utf-8")
    return len(text.encode("utf-8"))


def given_names() -> dict[str, set[str]]:
    """Collect given names of all sources: name -> where it was found."""
    found = collect("first")
    for label, block in SUPPLEMENTS.items():
        for name in block.split():
            found.setdefault(title(name), set()).add(label)
    return {
        name: places
        for name, places in found.items()
        if not places <= LONG_TAIL_LOCALES
        and not ("-" in name and places.isdisjoint(SUPPLEMENTS) and "zh_TW" not in places)
        and "'" not in name
        and "’" not in name
    }


def main() -> int:
    """Write the three lexicons."""
    everyday = everyday_words()
    kept = set(KEPT.split())
    held_back = set(AMBIGUOUS_WORDS.split()) | set(AMBIGUOUS_TECH.split())
    listed = lexicon_words("products") | lexicon_words("system_heads")

    def is_ambiguous(name: str) -> bool:
        word = fold(name).lower()
        if word in held_back:
            return True
        if word in kept:
            return False
        if word in listed:
            return True
        return max(everyday[form] for form in base_forms(word)) >= EVERYDAY_COUNT

    given: set[str] = set()
    ambiguous: set[str] = set()
    for name in given_names():
        for form in {name, title(fold(name))}:
            if len(form) < 2 or form.lower() in NEVER:
                continue
            (ambiguous if is_ambiguous(form) else given).add(form)

    surnames: dict[str, int] = {}
    for name, locales in collect("last").items():
        for form in {name, title(fold(name))}:
            surnames[form] = max(surnames.get(form, 0), len(locales))
    supplement = set(SURNAME_SUPPLEMENT.split())
    unclear_surnames = {"So", "Do", "An", "In", "My", "Le", "Van", "Go", "No", "On", "Or"}
    candidates = sorted(
        (
            form
            for form in surnames.keys() | supplement
            if len(form) >= 2
            and form.lower() not in NEVER
            and form not in unclear_surnames
            and "'" not in form
            and "’" not in form
            and "-" not in form
            and (form in supplement or not is_ambiguous(form))
        ),
        key=lambda form: (form not in supplement, -surnames.get(form, 0), form),
    )
    frequent = common_surnames()
    candidates.sort(key=lambda form: form not in supplement and fold(form) not in frequent)
    chosen: list[str] = []
    size = 400
    for form in candidates:
        size += len(form.encode("utf-8")) + 1
        if size > MAX_SURNAME_BYTES * 0.96:
            break
        chosen.append(form)

    sizes = {
        "given_names": write_words(
            "given_names",
            "Given names from many cultures in Latin script (with and without diacritics) that are "
            "not everyday English words or product names; a capitalised token in this list "
            "is taken "
            "for a person unless the context says otherwise. " + SOURCE,
            given,
        ),
        "ambiguous_names": write_words(
            "ambiguous_names",
            "Given names that are English words, products, places or acronyms as well; "
            "a capitalised "
            "token in this list is a person only with further evidence. " + SOURCE,
            ambiguous,
        ),
        "surnames": write_words(
            "surnames",
            "Frequent surnames of many countries that are not everyday English words; used "
            "only next "
            "to other evidence, such as a given name or a title before it. " + SOURCE,
            chosen,
        ),
    }
    limits = {"given_names": MAX_GIVEN_BYTES, "surnames": MAX_SURNAME_BYTES}
    for lexicon, count in sizes.items():
        print(f"{lexicon}: {count} bytes")
        if count > limits.get(lexicon, count):
            print(f"{lexicon} is too large", file=sys.stderr)
            return 1
    return 0


def common_surnames() -> set[str]:
    """List the surnames of those locales which give short lists of frequent names."""
    locales = (
        "en_US en_GB en_IN en_NG en_KE en_PK zh_CN zh_TW ja_JP vi_VN tr_TR hu_HU da_DK no_NO "
        "sv_SE fi_FI "
        "fr_FR fr_BE de_DE pt_BR pt_PT es_CL es_AR es_CO it_IT sl_SI cs_CZ ro_RO lt_LT id_ID"
    ).split()
    found: set[str] = set()
    for locale in locales:
        module = importlib.import_module(f"{person_providers.__name__}.{locale}")
        for value in provider_values(module.Provider, "last"):
            if is_latin(value) and " " not in value:
                found.add(fold(title(value)))
    return found


if __name__ == "__main__":
    sys.exit(main())
